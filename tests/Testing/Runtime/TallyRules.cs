using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;

namespace Mithaq.Testing.Runtime;

public enum TallyStage { None, Counting, Closed }

public sealed record Tally(int Count, TallyStage Stage);

/// <summary>The smallest grain that has everything a shell must get right: it counts references, may close from three on, and confirming does nothing once there is one.</summary>
public sealed class TallyRules : GrainRules<Tally, TallyStage>
{
    public const string TooFew = "tally.too-few";

    private static readonly Permission<Tally> Anyone = new("anyone", (_, _) => null);

    private static readonly Lifecycle<Tally, TallyStage> Table = new(tally => tally.Stage, TallyStage.None)
    {
        { [TallyStage.None, TallyStage.Counting], default(On<RecordReference>), Anyone, (_, command, _) => [new ReferenceRecorded(command.Reference)], "one more", TallyStage.Counting },
        { [TallyStage.None, TallyStage.Counting], default(On<WithdrawAgreement>), Anyone, Close, "from three on", TallyStage.Closed },
        { [TallyStage.None, TallyStage.Counting], default(On<ConfirmRecordedActs>), Anyone, Confirm, "only the first time" },
    };

    public override string Kind => "tally";

    public override object Initial(GrainId grain) => new Tally(0, TallyStage.None);

    protected override Lifecycle<Tally, TallyStage> Lifecycle => Table;

    protected override TallyStage Stage(Tally state) => state.Stage;

    protected override Tally Evolve(Tally state, IEvent happened) => happened switch
    {
        ReferenceRecorded => state with { Count = state.Count + 1, Stage = TallyStage.Counting },
        AgreementWithdrawn => state with { Stage = TallyStage.Closed },
        RecordedActsConfirmed => state,
        _ => throw new UnknownEventException(happened.GetType()),
    };

    protected override IReadOnlyList<OpenItem> OpenItems(Tally state) => [];

    protected override IEnumerable<OrganisationId> Concerns(Tally state, ICommand? command, Actor actor) => [];

    protected override IReadOnlyList<GrainId> Links(Tally state) => [];

    protected override bool IsOpen(TallyStage stage) => stage is TallyStage.Counting;

    private static Decision Close(Tally tally, WithdrawAgreement command, Context context) =>
        tally.Count < 3 ? Refusal.Of(TooFew, ("count", tally.Count)) : [new AgreementWithdrawn(context.Actor.Party, command.Reason)];

    private static Decision Confirm(Tally tally, ConfirmRecordedActs command, Context context) =>
        tally.Count > 0 ? Decision.Nothing : [new RecordedActsConfirmed(context.Actor.Party)];
}
