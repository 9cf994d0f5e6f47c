using Mithaq.Contracts;
using Mithaq.Contracts.Committees;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Committees;

/// <param name="From">The stage in which it was before.</param>
public sealed record Dissolution(CommitteeStage From, DateOnly On);

/// <summary>
/// Invariants: every party has the same number of seats; Active once every seat is held, whoever has to chair is named and so is the secretary
/// (later vacancies do not make it inactive: the quorum decides); a dissolved committee meets and decides no more, but what its meetings left is finished:
/// minutes are drafted and approved, actions reported. Its parties stay those of the agreement, whose end may yet be put right.
/// </summary>
internal static class Constitution
{
    public static Decision Constitute(Committee committee, ConstituteCommittee command, Context context)
    {
        var check = new Check().Grain("/agreement", command.Agreement, "agreement").Given("/foreseen", command.Foreseen).Given("/parties", command.Parties)
            .Zone("/zone", command.Zone, context.Zones);
        return check.Refusal is { } invalid
            ? invalid
            : [new CommitteeConstituted(command.Agreement, command.Foreseen, command.AgreementTitle, command.Parties, command.Zone, command.On)];
    }

    public static Decision Dissolve(Committee committee, NoteCommitteeAgreementEnded command, Context context) =>
        committee.Stage is CommitteeStage.Dissolved ? Decision.Nothing
        : committee.Pauses.IsOpen ? [new CommitteeResumed(command.On.AddDays(1)), new CommitteeDissolved(command.On)]
        : [new CommitteeDissolved(command.On)];

    public static Decision Reinstate(Committee committee, NoteCommitteeAgreementEndRectified command, Context context) => committee.Dissolution is null
        ? Decision.Nothing
        : [new Rectified(MessageNames.Of(typeof(CommitteeDissolved)), "dissolution", command.Reason, command.ActDate), new CommitteeReinstated(command.ActDate)];

    public static Decision NoteParty(Committee committee, NoteCommitteeParty command, Context context)
    {
        if (command.Left is not { } left)
            return command.Joined is { } joined && !committee.Parties.Contains(joined) ? [new CommitteePartyJoined(joined)] : Decision.Nothing;
        if (!committee.Parties.Contains(left)) return Decision.Nothing;
        // The last but one stays, as in the agreement: both have to wind it up.
        return command.SucceededBy is { } successor && !committee.Parties.Contains(successor) ? [new CommitteePartySucceeded(left, successor)]
            : committee.Parties.Length > 2 ? [new CommitteePartyLeft(left)]
            : Decision.Nothing;
    }

    public static IReadOnlyList<IEvent> Complete(Committee committee, Context context)
    {
        if (committee.Stage is not CommitteeStage.Constituted || committee.Secretary is not { } secretary) return [];
        var chairs = Procedure.ChairsNow(committee).Select(party => Seating.Chair(committee, party)).ToArray();
        if (committee.Seats.Any(seat => seat.Member?.Person is null) || chairs.Any(chair => chair is null)) return [];
        var last = committee.Seats.Select(seat => seat.Member!.From).Concat(chairs.Select(chair => chair!.ActDate)).Append(secretary.ActDate).Append(committee.ConstitutedOn).Max();
        var today = context.Today(committee.Zone);
        return [new CommitteeActivated(last < today ? last : today)];
    }

    public static Committee Apply(Committee committee, CommitteeConstituted e) => committee with
    {
        Stage = CommitteeStage.Constituted,
        Agreement = e.Agreement,
        Foreseen = e.Foreseen,
        AgreementTitle = e.AgreementTitle,
        Zone = e.Zone,
        ConstitutedOn = e.On,
        Parties = [.. e.Parties],
        Seats = [.. e.Parties.SelectMany(party => Seating.Vacant(party, e.Foreseen.SeatsByParty))],
        Rules = new(MeetsEveryMonths: e.Foreseen.MeetsEveryMonths),
    };

    public static Committee Apply(Committee committee, CommitteeDissolved e) =>
        committee with { Stage = CommitteeStage.Dissolved, Dissolution = new(committee.Stage, e.On) };

    public static Committee Apply(Committee committee, CommitteeReinstated _) =>
        committee.Dissolution is { } dissolved ? committee with { Stage = dissolved.From, Dissolution = null } : committee;

    public static Committee Apply(Committee committee, CommitteePartyJoined e) => committee with
    {
        Parties = committee.Parties.Add(e.Party),
        Seats = committee.Seats.AddRange(Seating.Vacant(e.Party, committee.Foreseen!.SeatsByParty)),
    };
}
