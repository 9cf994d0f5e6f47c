namespace Mithaq.Contracts.Agreements;

/// <summary>Another capacity of a party.</summary>
public sealed record CapacityChange(OrganisationId Party, LocalizedText Capacity);

/// <summary>What an addendum changes beside the wording; null: nothing of the kind. Lists add, and replace what has the same id.</summary>
/// <param name="Term">The whole term anew: its renewals count from here, and days by which suspensions extended the old one are contained in it.</param>
/// <param name="Commitments">Those that recur make no occurrence before the addendum takes effect.</param>
/// <param name="RemovedCommitments">Ids; what was reported under them stays in the history.</param>
public sealed record AddendumChanges(
    Term? Term = null, IReadOnlyList<Axis>? Axes = null, IReadOnlyList<Commitment>? Commitments = null, IReadOnlyList<string>? RemovedCommitments = null,
    IReadOnlyList<Contribution>? Contributions = null, IReadOnlyList<Tranche>? Tranches = null, IReadOnlyList<CapacityChange>? Capacities = null);

/// <summary>A party proposes to amend the agreement in force, as it stands now (its base version).</summary>
/// <param name="Clauses">Those that change or are new, 1–500, in their new wording.</param>
/// <param name="EffectiveFrom">In effect no earlier; null: at the last signature or formality.</param>
/// <param name="Formalities">Silence leaves them open; a refusal withdraws the addendum.</param>
/// <param name="Recommendation">The committee's recommendation that it follows.</param>
public sealed record ProposeAddendum(
    LocalizedText Title, IReadOnlyList<Clause> Clauses, AddendumChanges? Changes = null, IReadOnlyList<Document>? Documents = null, DateOnly? EffectiveFrom = null,
    IReadOnlyList<Formality>? Formalities = null, Guid? Recommendation = null) : IAgreementCommand;

/// <param name="Base">The version of the agreement that it amends: 1 until the first addendum is applied.</param>
/// <param name="Hash">Over clauses, documents and changes: what is approved and signed is this.</param>
/// <param name="AnswerBy">The local date by which each party answers.</param>
public sealed record AddendumProposed(
    Guid Addendum, OrganisationId By, int Base, Sha256 Hash, LocalizedText Title, IReadOnlyList<Clause> Clauses, AddendumChanges Changes,
    IReadOnlyList<Document> Documents, DateOnly? EffectiveFrom, IReadOnlyList<Formality> Formalities, DateOnly On, DateOnly AnswerBy, Guid? Recommendation = null) : IAgreementEvent;

/// <summary>The addendum meets another one that is open, or (no other) takes effect after the end of the current term.</summary>
/// <param name="Clauses">The clauses that both change.</param>
public sealed record OverlapFound(Guid Addendum, Guid? Other, IReadOnlyList<string> Clauses) : IAgreementEvent;

public enum OverlapResolution { Replaces, Adds }

/// <summary>Says what an overlap means; without that nobody signs.</summary>
/// <param name="Other">The other addendum; null: the end of the term.</param>
public sealed record ResolveOverlap(Guid Addendum, Guid? Other, OverlapResolution Resolution) : IAgreementCommand;

public sealed record OverlapResolved(Guid Addendum, Guid? Other, OverlapResolution Resolution, OrganisationId By) : IAgreementEvent;

/// <summary>The last role of a party's approval chain (its coordinator, without a chain) approves the addendum for the party.</summary>
public sealed record ApproveAddendum(Guid Addendum, Sha256 Hash) : IAgreementCommand;

public sealed record AddendumApproved(Guid Addendum, OrganisationId Party, Sha256 Hash) : IAgreementEvent;

/// <summary>A party's signatory or delegate signs the approved addendum, in the system or on paper with the scan.</summary>
public sealed record SignAddendum(Guid Addendum, PersonId Signatory, Sha256 Hash, DateOnly ActDate, Document? Paper = null) : IAgreementCommand, IDated;

public sealed record AddendumSigned(
    Guid Addendum, OrganisationId Party, PersonId Signatory, Sha256 Hash, DateOnly ActDate, Document? Paper = null, bool Delegated = false,
    OrganisationId? Through = null) : IAgreementEvent, IDated;

public sealed record RecordAddendumFormality(
    Guid Addendum, string Formality, FormalityOutcome Outcome, DateOnly ActDate, string Reference, Document? Evidence = null) : IAgreementCommand, IDated;

public sealed record AddendumFormalityRecorded(
    Guid Addendum, string Formality, OrganisationId Party, FormalityOutcome Outcome, DateOnly ActDate, string Reference, Document? Evidence = null) : IAgreementEvent, IDated;

/// <summary>The agreement stands amended.</summary>
/// <param name="Version">The agreement's version from now on.</param>
/// <param name="On">The day from which it is in effect.</param>
/// <param name="Ends">The last day of the term as it stands now; null: open-ended.</param>
public sealed record AddendumApplied(Guid Addendum, int Version, DateOnly On, IReadOnlyList<Clause> Clauses, AddendumChanges Changes, DateOnly? Ends) : IAgreementEvent;

/// <summary>Another addendum was applied first: this one is put on the version that stands now. Approvals and signatures are void, and overlaps are looked for again.</summary>
public sealed record RebaseAddendum(Guid Addendum) : IAgreementCommand;

public sealed record AddendumRebased(Guid Addendum, int Base, DateOnly On, DateOnly AnswerBy) : IAgreementEvent;

/// <summary>The addendum is given up before it is applied; reason ≤ 2,000 characters.</summary>
public sealed record WithdrawAddendum(Guid Addendum, string Reason) : IAgreementCommand;

/// <param name="Party">Null: a formality was refused.</param>
public sealed record AddendumWithdrawn(Guid Addendum, OrganisationId? Party, string Reason) : IAgreementEvent;

/// <summary>A joint committee recommends an addendum.</summary>
/// <param name="Decision">The key of its decision.</param>
public sealed record NoteAddendumRecommended(GrainId Committee, string Decision, string Subject, DateOnly On) : IAgreementCommand, ISystemCommand;

public sealed record AddendumRecommended(Guid Recommendation, GrainId Committee, string Decision, string Subject, DateOnly On) : IAgreementEvent;

/// <summary>A recommendation is not followed; reason ≤ 2,000 characters.</summary>
public sealed record DismissRecommendation(Guid Recommendation, string Reason) : IAgreementCommand;

public sealed record RecommendationDismissed(Guid Recommendation, OrganisationId Party, string Reason) : IAgreementEvent;
