using Mithaq.Contracts.Publishing;

namespace Mithaq.Contracts;

/// <summary>An act was recorded for a party without accounts, from its letter; it stays marked until that party confirms.</summary>
/// <param name="Act">The command's name.</param>
[Audience(Audience.Parties)]
public sealed record ActRecordedFor(OrganisationId Party, OrganisationId RecordedBy, string Act, Document Letter) : IEvent;

/// <summary>A party that has accounts by now confirms every act that was recorded for it.</summary>
public sealed record ConfirmRecordedActs : ICommand;

[Audience(Audience.Parties)]
public sealed record RecordedActsConfirmed(OrganisationId Party) : IEvent;
