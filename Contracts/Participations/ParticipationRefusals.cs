namespace Mithaq.Contracts.Participations;

/// <summary>Refusals of the participation. Codes are stable.</summary>
public static class ParticipationRefusals
{
    /// <summary>It cannot have been held before it begins; if it did, its dates are moved first.</summary>
    public const string HeldTooEarly = "participation.held-too-early";

    public const string UnknownSession = "participation.unknown-session";
    public const string UnknownContact = "participation.unknown-contact";
    public const string UnknownFollowUp = "participation.unknown-follow-up";

    /// <summary>It is done or cancelled.</summary>
    public const string FollowUpSettled = "participation.follow-up-settled";
    public const string FollowUpsOpen = "participation.follow-ups-open";
    public const string ReportMissing = "participation.report-missing";
    public const string ReportAlreadySubmitted = "participation.report-already-submitted";

    /// <summary>The contact has led to a draft already.</summary>
    public const string AlreadyADraft = "participation.already-a-draft";
}
