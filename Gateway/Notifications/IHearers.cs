using Mithaq.Contracts;
using Mithaq.Contracts.Publishing;

namespace Mithaq.Gateway.Notifications;

/// <summary>Somebody who hears of an event, and the mornings of the organisation for which the person hears it.</summary>
/// <param name="WorksToday">Whether the organisation works on the present day, in its zone.</param>
/// <param name="Morning">08:00 there: today's, or tomorrow's where that is past.</param>
/// <param name="WorkingMorning">The same, on the first day on which it works.</param>
public sealed record Hearer(PersonId Person, OrganisationId Organisation, Role Role, bool WorksToday, DateTimeOffset Morning, DateTimeOffset WorkingMorning);

/// <param name="IsOverdue">What is late is told on any day of the week.</param>
public sealed record Hearing(NoticeFacts Facts, bool IsOverdue, IReadOnlyList<Hearer> Hearers);

/// <summary>Who hears of events. The grains' rules know; what is not published comes from the journal.</summary>
public interface IHearers
{
    /// <summary>For several events at once, so that the journal is asked once.</summary>
    /// <returns>In their order; null: nobody hears of that one.</returns>
    /// <exception cref="FormatException">One is no message of this journal: trying again does not help.</exception>
    ValueTask<IReadOnlyList<Hearing?>> Of(IReadOnlyList<EventMessage> messages, DateTimeOffset now, CancellationToken stop);
}
