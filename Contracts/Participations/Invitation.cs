namespace Mithaq.Contracts.Participations;

/// <summary>An invitation arrived.</summary>
/// <param name="ActDate">The day on the letter.</param>
/// <param name="From">Who invites, in words; an organisation that the product knows by its id. At least one of the two is given.</param>
/// <param name="AnswerBy">The last day to answer; null: none is stated.</param>
public sealed record RecordInvitation(
    DateOnly ActDate, LocalizedText? From = null, OrganisationId? Organisation = null, Document? Letter = null, DateOnly? AnswerBy = null) : IParticipationCommand, IDated;

/// <param name="On">The local date on which it was recorded: from then on the answer is awaited.</param>
public sealed record InvitationRecorded(
    DateOnly ActDate, LocalizedText? From, OrganisationId? Organisation, Document? Letter, DateOnly? AnswerBy, DateOnly On) : IParticipationEvent, IDated;

public sealed record AcceptInvitation(DateOnly ActDate) : IParticipationCommand, IDated;

public sealed record InvitationAccepted(DateOnly ActDate) : IParticipationEvent, IDated;

public sealed record DeclineInvitation(DateOnly ActDate, string Reason) : IParticipationCommand, IDated;

public sealed record InvitationDeclined(DateOnly ActDate, string Reason) : IParticipationEvent, IDated;

/// <summary>Nobody invites, and the organisation decides to go.</summary>
public sealed record ConfirmParticipation(DateOnly ActDate) : IParticipationCommand, IDated;

public sealed record ParticipationConfirmed(DateOnly ActDate) : IParticipationEvent, IDated;
