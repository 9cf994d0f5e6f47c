using System.Collections.Immutable;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Grains.Kernel;

namespace Mithaq.Testing.Runtime;

public enum TallyStage { None, Counting, Closed }

public sealed record Tally(int Count, TallyStage Stage)
{
    public ImmutableList<GrainId> Links { get; init; } = [];
}

/// <summary>
/// The smallest grain that has everything a shell must get right: it counts references, may close from three on, and confirming does nothing once there is one.
/// A reference in the register "with KIND/KEY" is taken only while that grain counts; "of KIND/KEY" links to it; "for person/ID" wants no open case of that person;
/// closing for the reason "no cases" wants none open. While it counts it hears of decisions elsewhere, which it notes in the register "told".
/// </summary>
public sealed class TallyRules(string kind = "tally") : GrainRules<Tally, TallyStage>
{
    public const string TooFew = "tally.too-few";
    public const string OtherClosed = "tally.other-closed";
    public const string OpenCases = "tally.open-cases";
    public const string NoCases = "no cases";
    public const string ToldRegister = "told";

    private static readonly Permission<Tally> Anyone = new("anyone", (_, _) => null);

    private static readonly Lifecycle<Tally, TallyStage> Table = new(tally => tally.Stage, TallyStage.None)
    {
        { [TallyStage.None, TallyStage.Counting], default(On<RecordReference>), Anyone, Count, "one more", TallyStage.Counting },
        { [TallyStage.None, TallyStage.Counting], default(On<WithdrawAgreement>), Anyone, Close, "from three on", TallyStage.Closed },
        { [TallyStage.Counting], default(On<NoteDecision>), Permissions.System<Tally>(), Told, "what happened in another one" },
        { [TallyStage.None, TallyStage.Counting], default(On<ConfirmRecordedActs>), Anyone, Confirm, "only the first time" },
    };

    public override string Kind => kind;

    public override bool IsKey(string key) => key.Length > 0;

    public override object Initial(GrainId grain) => new Tally(0, TallyStage.None);

    protected override Lifecycle<Tally, TallyStage> Lifecycle => Table;

    protected override TallyStage Stage(Tally state) => state.Stage;

    protected override Tally Evolve(Tally state, IEvent happened) => happened switch
    {
        ReferenceRecorded e => state with
        {
            Count = state.Count + 1, Stage = TallyStage.Counting, Links = (Named(e.Reference, "of ") ?? Named(e.Reference, "for ")) is { } link ? state.Links.Add(link) : state.Links,
        },
        AgreementWithdrawn => state with { Stage = TallyStage.Closed },
        RecordedActsConfirmed => state,
        _ => throw new UnknownEventException(happened.GetType()),
    };

    protected override IReadOnlyList<OpenItem> OpenItems(Tally state) => [];

    protected override IEnumerable<OrganisationId> Concerns(Tally state, ICommand? command, Actor actor) => [];

    public override IEnumerable<GrainId> Reads(object state, ICommand command) => command is RecordReference { Reference: var r } && Named(r, "with ") is { } other ? [other] : [];

    public override Wanted Wants(object state, ICommand command) => new(
        command is WithdrawAgreement { Reason: NoCases },
        command is RecordReference { Reference: var r } && Named(r, "for ") is { } person ? new PersonId(Guid.Parse(person.Key)) : null);

    protected override IReadOnlyList<GrainId> Links(Tally state) => state.Links;

    protected override bool IsOpen(TallyStage stage) => stage is TallyStage.Counting;

    private static GrainId? Named(Reference reference, string how) =>
        reference.Register.StartsWith(how, StringComparison.Ordinal) ? new GrainId(reference.Register[how.Length..]) : null;

    private static Decision Count(Tally tally, RecordReference command, Context context) =>
        Named(command.Reference, "with ") is { } other && context.Of<Tally>(other) is not { Stage: TallyStage.Counting } ? Refusal.Of(OtherClosed)
        : context.SameBeneficiary.Count > 0 ? Refusal.Of(OpenCases, ("cases", string.Join(' ', context.SameBeneficiary)))
        : [new ReferenceRecorded(command.Reference)];

    private static Decision Close(Tally tally, WithdrawAgreement command, Context context) =>
        context.OpenCases > 0 ? Refusal.Of(OpenCases, ("cases", context.OpenCases))
        : tally.Count < 3 ? Refusal.Of(TooFew, ("count", tally.Count)) : [new AgreementWithdrawn(context.Actor.Party, command.Reason)];

    private static Decision Told(Tally tally, NoteDecision command, Context context) => [new ReferenceRecorded(new(command.Key, ToldRegister, new("system")))];

    private static Decision Confirm(Tally tally, ConfirmRecordedActs command, Context context) =>
        tally.Count > 0 ? Decision.Nothing : [new RecordedActsConfirmed(context.Actor.Party)];
}
