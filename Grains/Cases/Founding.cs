using Mithaq.Contracts;
using Mithaq.Contracts.Cases;
using Mithaq.Grains.Kernel;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Cases;

/// <summary>Invariants: persons found bodies, under one agreement; each link is recorded once, on both sides.</summary>
internal static class Founding
{
    public static Decision Record(Case state, RecordFounding command, Context context)
    {
        if (new Check().That(CaseChecks.Names(command.Body, "case"), "/body", Fields.Required).Date("/actDate", command.ActDate).Refusal is { } invalid)
            return invalid;
        if (state.Beneficiary is not { Kind: BeneficiaryKind.Person }) return Refusal.Of(CaseRefusals.NotAPersonsCase);
        if (context.Of<Case>(command.Body) is not { Phase: not CasePhase.None } body || body.Agreement != state.Agreement)
            return Refusal.Of(CaseRefusals.UnknownBody, ("body", command.Body));
        if (body.Beneficiary is { Kind: BeneficiaryKind.Person }) return Refusal.Of(CaseRefusals.NotABody, ("body", command.Body));
        if (state.Founded.Contains(command.Body)) return Refusal.Of(CaseRefusals.FoundingRecordedAlready, ("body", command.Body));
        // It may have been founded before anybody proposed its founder.
        return ActDates.Refuses(command.ActDate, state.Zone, context) is { } future ? future : [new BodyFounded(command.Body, command.ActDate)];
    }

    public static Decision Note(Case state, NoteFounder command, Context context) =>
        new Check().Grain("/personCase", command.PersonCase, "case").Refusal is { } invalid ? invalid
        : state.Founders.Contains(command.PersonCase) ? Decision.Nothing
        : [new FounderLinked(command.PersonCase, command.Person, command.On)];

    public static Case Apply(Case state, BodyFounded e) => state with { Founded = state.Founded.Add(e.Body) };

    public static Case Apply(Case state, FounderLinked e) => state with { Founders = state.Founders.Add(e.PersonCase) };
}
