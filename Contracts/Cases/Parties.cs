namespace Mithaq.Contracts.Cases;

/// <summary>The agreement's parties changed. Joined alone: it acceded; left alone: it withdrew; left and succeeded by: another stands in its place.</summary>
public sealed record NoteCaseParty(OrganisationId? Joined = null, OrganisationId? Left = null, OrganisationId? SucceededBy = null) : ICaseCommand, ISystemCommand;

public sealed record CasePartyJoined(OrganisationId Party) : ICaseEvent;

/// <summary>Where it was proposer or supporter, the case waits for the other side to decide.</summary>
public sealed record CasePartyLeft(OrganisationId Party) : ICaseEvent;

public sealed record CasePartySucceeded(OrganisationId From, OrganisationId To) : ICaseEvent;
