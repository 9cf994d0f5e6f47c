using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Participations;
using Mithaq.Grains.Agreements;
using Mithaq.Grains.Kernel;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Participations;

/// <summary>Who was met, and what may come of it. Invariants: a contact's key stands once; a contact leads to one draft at most.</summary>
internal static class Logging
{
    private const int MostContacts = 1000;

    public static Decision Meeting(Participation participation, LogWorkingMeeting command, Context context)
    {
        var check = new Check().Date("/actDate", command.ActDate).Count("/with", command.With, 1, 20)
            .Text("/subject", command.Subject, 2000).Text("/results", command.Results, Check.LongText, required: false);
        check.Each("/with", command.With, (at, counterpart) => check.Counterpart(at, counterpart, context));
        return Unless(check, command.ActDate, participation, context, () => new WorkingMeetingLogged(command.ActDate, command.With, command.Subject, command.Results));
    }

    public static Decision Visit(Participation participation, LogVisit command, Context context)
    {
        var check = new Check().Date("/actDate", command.ActDate).Counterpart("/visitor", command.Visitor, context).Text("/interest", command.Interest, 2000, required: false);
        return Unless(check, command.ActDate, participation, context, () => new VisitLogged(command.ActDate, command.Visitor, command.Interest));
    }

    public static Decision Contact(Participation participation, LogContact command, Context context)
    {
        var check = new Check().NewKey("/contact", command.Contact, participation.Contact(command.Contact) is not null)
            .That(participation.Contacts.Length < MostContacts, "/contact", Fields.TooMany, ("most", MostContacts))
            .Date("/actDate", command.ActDate).Counterpart("/with", command.With, context).Text("/interest", command.Interest, 2000, required: false);
        return Unless(check, command.ActDate, participation, context, () => new ContactLogged(command.Contact, command.ActDate, command.With, command.Interest));
    }

    public static Decision TurnIntoDraft(Participation participation, TurnIntoDraft command, Context context)
    {
        if (command.Kind is AgreementKind.Specific) return Refusal.Of(AgreementRefusals.OpensThroughFramework);
        var check = new Check().Text("/title", command.Title).Zone("/zone", command.Zone, context.Zones);
        ContentChecks.Currency(check, "/currency", command.Currency);
        ContentChecks.Parties(check, "/parties", command.Parties);
        if (check.Refusal is { } invalid) return invalid;
        if (Formation.Unknown(command.Parties, context) is { } unknown) return unknown;
        if (!command.Parties.Any(p => p.Organisation == participation.Organisation))
            return Refusal.Of(AgreementRefusals.InitiatorNotAmongParties, ("organisation", participation.Organisation));
        if (participation.Contact(command.Contact) is not { } contact) return Refusal.Of(ParticipationRefusals.UnknownContact, ("contact", command.Contact));
        return contact.Draft is not null
            ? Refusal.Of(ParticipationRefusals.AlreadyADraft, ("contact", command.Contact))
            : [new ContactTurnedIntoDraft(
                command.Contact, GrainId.Agreement(context.NewId(0)), command.Kind, command.Title, command.Zone, command.Currency, participation.Organisation, command.Parties)];
    }

    private static Decision Unless(Check check, DateOnly actDate, Participation participation, Context context, Func<IEvent> logged) =>
        (check.Refusal ?? ActDates.Refuses(actDate, participation.Zone, context)) is { } refusal ? refusal : [logged()];

    public static Participation Apply(Participation participation, ContactTurnedIntoDraft e) => participation with
    {
        Contacts = [.. participation.Contacts.Select(c => c.Logged.Contact == e.Contact ? c with { Draft = e.Agreement } : c)],
    };
}
