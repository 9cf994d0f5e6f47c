namespace Mithaq.Contracts.Agreements;

/// <summary>A party submits the closing report, due 90 days after the end; the others accept or return it.</summary>
public sealed record SubmitClosingReport(Document Report) : IAgreementCommand;

/// <param name="On">The local date from which it waits for the other parties.</param>
public sealed record ClosingReportSubmitted(OrganisationId By, Document Report, DateOnly On) : IAgreementEvent;

public sealed record AcceptClosingReport : IAgreementCommand;

public sealed record ClosingReportAccepted(OrganisationId Party) : IAgreementEvent;

/// <summary>Every other party has accepted it.</summary>
public sealed record ClosingReportApproved : IAgreementEvent;

/// <summary>Reason ≤ 2,000 characters; acceptances are void.</summary>
public sealed record ReturnClosingReport(string Reason) : IAgreementCommand;

public sealed record ClosingReportReturned(OrganisationId Party, string Reason) : IAgreementEvent;

/// <summary>A party declares its accounts with the others settled.</summary>
public sealed record SettleAccounts(DateOnly ActDate) : IAgreementCommand, IDated;

public sealed record AccountsSettled(OrganisationId Party, DateOnly ActDate) : IAgreementEvent, IDated;

/// <summary>Open cases are handed over to whoever goes on with them: a note of ≤ 2,000 characters says to whom.</summary>
public sealed record HandOverCases(string Note, DateOnly ActDate) : IAgreementCommand, IDated;

/// <param name="Cases">How many were open.</param>
public sealed record CasesHandedOver(OrganisationId By, string Note, int Cases, DateOnly ActDate) : IAgreementEvent, IDated;

/// <summary>Everything is done: the agreement takes no command any more. Nothing is deleted.</summary>
public sealed record CloseAgreement : IAgreementCommand;

public sealed record AgreementClosed(DateOnly On) : IAgreementEvent;
