using Mithaq.Contracts;
using Mithaq.Contracts.Committees;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Committees;

/// <summary>
/// While the agreement is suspended nothing falls due; afterwards what was running is due so many days later. People may meet all the same. What silence was
/// taken for, although the clocks stood still by then as it turns out, is put right.
/// </summary>
internal static class Pausing
{
    public static Decision Suspend(Committee committee, NoteCommitteeAgreementSuspended command, Context context)
    {
        if (committee.Stage is CommitteeStage.Dissolved || !committee.Pauses.WouldBegin(command.On)) return Decision.Nothing;
        Rectified Right(Type wrong, string key) => new(MessageNames.Of(wrong), key, "suspended-then", command.On);
        return
        [
            .. MinutesKeeping.TakenForApproved(committee, command.On).Select(m => Right(typeof(MinutesApproved), MinutesKeeping.Key(m))),
            .. Consulting.TakenForSettled(committee, command.On).Select(m => Right(Consulting.Outcome(m.Outcome), Consulting.Key(m))),
            new CommitteeSuspended(command.On),
        ];
    }

    /// <summary>A second, earlier day puts right what a timer of the agreement had foreseen.</summary>
    public static Decision Resume(Committee committee, NoteCommitteeAgreementResumed command, Context context) =>
        committee.Stage is not CommitteeStage.Dissolved && committee.Pauses.WouldEnd(command.On) ? [new CommitteeResumed(command.On)] : Decision.Nothing;

    public static Committee Apply(Committee committee, CommitteeSuspended e)
    {
        var reopened = MinutesKeeping.TakenForApproved(committee, e.On).Aggregate(
            committee, (c, m) => c.With(m with { Stage = MeetingStage.Held, Minutes = m.Minutes! with { FrozenOn = null, IsTacit = false } }));
        reopened = Consulting.TakenForSettled(committee, e.On).Aggregate(reopened, (c, m) => c.With(m with { Outcome = MotionOutcome.Open, SettledOn = null }));
        return reopened with { Pauses = committee.Pauses.Begun(e.On) };
    }

    public static Committee Apply(Committee committee, CommitteeResumed e) => committee with { Pauses = committee.Pauses.Ended(e.On) };
}
