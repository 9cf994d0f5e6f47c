namespace Mithaq.Contracts.Agreements;

public enum AgreementKind { Framework, Specific, Partnership, Protocol }

/// <summary>A party of an agreement.</summary>
/// <param name="Capacity">As what it takes part ("funder", "host"), in the text's words.</param>
/// <param name="ApprovalChain">Who approves the text inside the party, in order; empty: its coordinator alone.</param>
/// <param name="SignsThrough">Another body whose office-holder signs for this party, where the text says so.</param>
public sealed record Party(
    OrganisationId Organisation, LocalizedText? Capacity = null, PersonId? Representative = null,
    IReadOnlyList<Role>? ApprovalChain = null, OrganisationId? SignsThrough = null);

/// <summary>A field of cooperation fixed in the agreement.</summary>
/// <param name="Id">A short key, unique in the agreement ("solar").</param>
public sealed record Axis(string Id, LocalizedText Title);

/// <summary>One clause of a text: its number, heading, and the hash of its wording (which is in the file store).</summary>
public sealed record Clause(string Number, string Heading, Sha256 Wording);

public enum RenewalMode { None, Express, Tacit }

/// <summary>How long the agreement runs. Either months or an end date, or neither (no term stated: open-ended).</summary>
/// <param name="Effective">In force no earlier than this date; null: at the last signature or formality.</param>
/// <param name="Months">1–1,200, counted from the entry into force; the last day is the day before the anniversary.</param>
/// <param name="Ends">The last day in force, inclusive.</param>
/// <param name="RenewalMonths">Length of each renewal, 1–1,200.</param>
/// <param name="MaxRenewals">0–50; renewals are always capped.</param>
/// <param name="NoticeMonths">0–24: notice of non-renewal is given at the latest so many months before the end.</param>
public sealed record Term(
    DateOnly? Effective = null, int? Months = null, DateOnly? Ends = null,
    RenewalMode Renewal = RenewalMode.None, int RenewalMonths = 0, int MaxRenewals = 0, int NoticeMonths = 0);

public enum CommitmentForce { Firm, BestEfforts, WithinCredits }

/// <summary>When a commitment falls due.</summary>
/// <param name="First">The first (or only) due date; null with <paramref name="EveryMonths"/>: one period after the entry into force; null without: no date, only awaited.</param>
/// <param name="EveryMonths">1–60 for a recurring commitment; null: once.</param>
/// <param name="Until">The last date on which an occurrence can fall; null: the term's end.</param>
public sealed record Recurrence(DateOnly? First = null, int? EveryMonths = null, DateOnly? Until = null);

/// <summary>What one or more parties owe others.</summary>
/// <param name="Id">A short key, unique in the agreement.</param>
/// <param name="Obligors">One or several: several owe it jointly.</param>
/// <param name="Beneficiaries">Parties to whom it is owed; they accept, return or waive what is reported. A party may be on both sides of a joint commitment, but never accepts its own report.</param>
public sealed record Commitment(
    string Id, LocalizedText Title, IReadOnlyList<OrganisationId> Obligors, IReadOnlyList<OrganisationId> Beneficiaries,
    CommitmentForce Force, Recurrence Recurrence, string? Axis = null, string? Clause = null, bool EvidenceRequired = false);

public enum ContributionKind { Cash, InKind }

/// <summary>What a party brings in one year. In kind: <paramref name="Amount"/> is the valuation and <paramref name="Valuation"/> says how it was found.</summary>
public sealed record Contribution(
    string Id, OrganisationId Party, int Year, ContributionKind Kind, Money Amount, string? Axis = null, LocalizedText? Valuation = null);

public enum TrancheConditionKind { Date, ReportAccepted, ShareJustified, Decision }

/// <summary>What a tranche waits for.</summary>
/// <param name="Key">Unique in the tranche; for a report or a decision, the key by which it is recognised.</param>
/// <param name="On">Date only: callable from this day.</param>
/// <param name="Tranche">ShareJustified only: the earlier tranche.</param>
/// <param name="Percent">ShareJustified only: 1–100 of what was paid must be justified and accepted.</param>
public sealed record TrancheCondition(string Key, TrancheConditionKind Kind, DateOnly? On = null, string? Tranche = null, int? Percent = null);

/// <summary>A part of a party's cash contribution, paid on conditions.</summary>
/// <param name="Contribution">The contribution that it is a part of; tranches never exceed it.</param>
/// <param name="PayDays">1–365: the funder pays within so many days of the call.</param>
/// <param name="JustifyDays">1–730: the recipient justifies within so many days of receipt.</param>
public sealed record Tranche(
    string Id, string Contribution, OrganisationId Recipient, Money Amount, IReadOnlyList<TrancheCondition> Conditions, int PayDays = 60, int JustifyDays = 180);

public enum FormalityKind { CouncilDeliberation, GovernorVisa, WaliVisa, SupervisoryVisa, FinanceVisa, BudgetCertificate, Other }

/// <summary>What the law makes of the giver's silence when the legal days are over.</summary>
public enum Silence { StaysOpen, DeemedGranted, DeemedRefused }

public enum OnRefusal { Void, NewVersion }

/// <summary>A visa or other formality after signature, without which the agreement does not enter into force.</summary>
/// <param name="Giver">The authority, in words.</param>
/// <param name="Party">The party that obtains it and records it.</param>
/// <param name="LegalDays">1–365, counted from the last signature.</param>
public sealed record Formality(
    string Id, FormalityKind Kind, LocalizedText Giver, OrganisationId Party, int LegalDays,
    Silence IfSilent = Silence.StaysOpen, OnRefusal IfRefused = OnRefusal.Void);

public enum CommitteeKind { Steering, Technical, Regional, JointCentral }

/// <summary>A joint committee that the agreement foresees; it is constituted when the agreement enters into force.</summary>
/// <param name="MeetsEveryMonths">1–24; null: no frequency stated.</param>
public sealed record CommitteeForeseen(string Id, CommitteeKind Kind, LocalizedText Title, int SeatsByParty, int? MeetsEveryMonths = null);

/// <summary>How the agreement is governed.</summary>
/// <param name="ReviewDays">1–180: a party answers a review within so many days.</param>
/// <param name="ProgrammeByDecision">A unanimous committee decision approves a programme for all parties; otherwise each approves it.</param>
/// <param name="AccessionOpen">Other organisations may accede, with every party's consent.</param>
/// <param name="WithdrawalMonths">0–24: a party may withdraw at so many months' notice; null: it may not.</param>
/// <param name="CureDays">1–365: the cure period after a formal notice of breach.</param>
/// <param name="EvaluationDays">1–730 after the end, within which the final evaluation is approved.</param>
/// <param name="HasAnnualProgramme">A programme of work is opened for each programme year.</param>
/// <param name="ProgrammeYearStarts">1–12: the month on whose first day a programme year begins.</param>
public sealed record Governance(
    IReadOnlyList<CommitteeForeseen>? Committees = null, int ReviewDays = 30, bool ProgrammeByDecision = false, bool AccessionOpen = false,
    int? WithdrawalMonths = null, int CureDays = 30, int EvaluationDays = 60, bool HasAnnualProgramme = false,
    int ProgrammeYearStarts = 1);

/// <summary>A strategy to which the agreement is aligned; it has its own term.</summary>
public sealed record Strategy(LocalizedText Title, DateOnly? From = null, DateOnly? To = null);

/// <summary>What is to be done together and how: purpose, axes, principles, strategy.</summary>
public sealed record Substance(LocalizedText Purpose, IReadOnlyList<Axis>? Axes = null, IReadOnlyList<LocalizedText>? Principles = null, Strategy? Strategy = null);

/// <summary>A specific agreement's place under its framework, as copied when it was opened.</summary>
/// <param name="SurvivesParent">It goes on when the framework ends; otherwise it ends no later.</param>
public sealed record Parentage(GrainId Framework, IReadOnlyList<string> Axes, DateOnly? FrameworkEnds, bool SurvivesParent);

/// <summary>Where an agreement came from: a contact of a participation.</summary>
public sealed record Origin(GrainId Participation, string Contact);

/// <summary>A number under which a party or an order office knows the agreement.</summary>
public sealed record Reference(string Number, string Register, OrganisationId Party, DateOnly? Date = null);
