namespace Mithaq.Contracts.Committees;

public enum DecisionKind { Programme, AddendumRecommendation, Funding, TextOrMoney, Other }

/// <summary>What is decided. Programme, funding, and what touches text or money need every party.</summary>
/// <param name="Text">≤ 2,000 characters.</param>
/// <param name="Programme">Kind Programme: which one.</param>
/// <param name="Change">Kind Programme: its pending change; null: the programme as proposed.</param>
public sealed record DecisionSubject(DecisionKind Kind, string Text, GrainId? Programme = null, Guid? Change = null);

public enum Vote { For, Against, Abstain }

/// <summary>Why a decision was not taken.</summary>
public enum RejectionCause { Opposed, NotUnanimous, NoMajority, NotQuorate }

/// <summary>A decision is put to a meeting that is held, under an item of its agenda.</summary>
/// <param name="Key">≤ 100 characters; the short key under which tranche conditions know it. Unique unless the earlier one was rejected.</param>
public sealed record ProposeDecision(Guid Meeting, string Item, string Key, DecisionSubject Subject) : ICommitteeCommand;

/// <summary>A decision is put to the parties in writing.</summary>
/// <param name="AnswerBy">At least the rules' days after the act date. Silence is no answer.</param>
public sealed record ConsultInWriting(string Key, DecisionSubject Subject, DateOnly AnswerBy, DateOnly ActDate) : ICommitteeCommand, IDated;

/// <param name="Mode">By the rules, or unanimity where every party is needed.</param>
/// <param name="On">The day of the meeting, or on the letter of consultation.</param>
/// <param name="Parties">Those who decide.</param>
public sealed record DecisionProposed(
    Guid Decision, string Key, DecisionSubject Subject, DecisionMode Mode, IReadOnlyList<OrganisationId> Parties, OrganisationId By, DateOnly On,
    Guid? Meeting = null, string? Item = null, DateOnly? AnswerBy = null) : ICommitteeEvent;

/// <summary>
/// A party votes, through a member or alternate who was present and has no conflict of interest (of a consultation: who holds a place on that day). With the
/// last vote it is decided. An answer in time that is recorded late puts right what silence was taken for.
/// </summary>
/// <param name="Member">Null: the caller.</param>
public sealed record CastVote(Guid Decision, Vote Vote, DateOnly ActDate, PersonId? Member = null) : ICommitteeCommand, IDated;

public sealed record VoteCast(Guid Decision, string Key, OrganisationId Party, PersonId Member, Vote Vote, DateOnly ActDate) : ICommitteeEvent, IDated;

/// <summary>Nobody in the meeting objects: no vote is needed. Not for what needs every party.</summary>
public sealed record RecordConsensus(Guid Decision) : ICommitteeCommand;

/// <summary>Those who have not voted in the meeting do not vote any more.</summary>
public sealed record CloseVote(Guid Decision) : ICommitteeCommand;

/// <param name="Key">The short key under which tranche conditions know it.</param>
/// <param name="Meeting">Null: by written consultation.</param>
/// <param name="Unanimous">Every party was for it.</param>
public sealed record DecisionAdopted(
    Guid Decision, string Key, DecisionSubject Subject, Guid? Meeting, IReadOnlyList<OrganisationId> For, bool Unanimous, DateOnly On) : ICommitteeEvent;

/// <param name="Silent">Parties that did not vote.</param>
public sealed record DecisionRejected(
    Guid Decision, string Key, DecisionSubject Subject, Guid? Meeting, IReadOnlyList<OrganisationId> For, IReadOnlyList<OrganisationId> Against,
    IReadOnlyList<OrganisationId> Silent, RejectionCause Cause, DateOnly On) : ICommitteeEvent;
