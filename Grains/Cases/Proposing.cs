using Mithaq.Contracts;
using Mithaq.Contracts.Cases;
using Mithaq.Grains.Kernel;
using Mithaq.Grains.Programmes;
using Fields = Mithaq.Contracts.Refusals.Fields;

namespace Mithaq.Grains.Cases;

/// <summary>Invariants: proposer and supporter are two parties; a natural person is never named; a second open case of a beneficiary has a reason.</summary>
internal static class Proposing
{
    public static Decision Propose(Case state, ProposeCase command, Context context)
    {
        if (Invalid(command) is { } invalid) return invalid;
        if (context.Of<Programme>(command.Programme) is not { } programme) return Refusal.Of(CaseRefusals.UnknownProgramme, ("programme", command.Programme));
        if (programme.Stage is not (ProgrammeStage.Approved or ProgrammeStage.Executing)) return Refusal.Of(CaseRefusals.ProgrammeNotRunning);
        if (programme.IsSuspended) return Refusal.Of(CaseRefusals.AgreementSuspended);
        if (programme.Project(command.Project) is not { } project) return Refusal.Of(CaseRefusals.UnknownProject, ("project", command.Project));
        if (project.Cases is not { } terms) return Refusal.Of(CaseRefusals.TakesNoCases, ("project", project.Id));
        var proposer = context.Actor.Party;
        foreach (var party in new[] { context.Actor.Organisation, proposer })
            if (!programme.IsParty(party)) return Refusal.Of(CaseRefusals.NotAmongParties, ("organisation", party));
        if (proposer == project.Lead) return Refusal.Of(CaseRefusals.ProposedBySupporter, ("organisation", proposer));
        if (ActDates.Refuses(command.ActDate, programme.Zone, context) is { } future) return future;
        var others = context.SameBeneficiary.Where(other => other != state.Id).ToArray();
        if (others.Length > 0 && command.DuplicateOverride is null) return Refusal.Of(CaseRefusals.Duplicate, ("cases", string.Join(", ", others)));

        return [new CaseProposed(
            programme.Agreement, programme.Id, project.Id, project.Title, command.Beneficiary, proposer, project.Lead, programme.PartyIds, programme.Zone,
            programme.Currency, project.Stages, terms, command.ActDate, command.Needs, command.Documents,
            others.Length > 0 ? command.DuplicateOverride : null, others.Length > 0 ? others : null)];
    }

    public static Case Apply(Case state, CaseProposed e) => state with
    {
        Phase = CasePhase.Proposed,
        Agreement = e.Agreement,
        Programme = e.Programme,
        Beneficiary = e.Beneficiary,
        Same = [.. e.Duplicates ?? []],
        Proposer = e.Proposer,
        Supporter = e.Supporter,
        Parties = [.. e.Parties],
        Zone = e.Zone,
        Currency = e.Currency,
        Stages = [.. e.Stages],
        Terms = e.Terms,
        Since = e.ActDate,
    };

    private static Refusal? Invalid(ProposeCase command)
    {
        var check = new Check().Text("/project", command.Project).Date("/actDate", command.ActDate)
            .Text("/needs", command.Needs, 2000, required: false)
            .Text("/duplicateOverride", command.DuplicateOverride, 2000, required: command.DuplicateOverride is not null);
        check.That(CaseChecks.Names(command.Programme, "programme"), "/programme", Fields.Required);
        CaseChecks.Documents(check, "/documents", command.Documents);
        if (command.Beneficiary is not { } beneficiary) check.That(false, "/beneficiary", Fields.Required);
        else if (beneficiary.Kind is BeneficiaryKind.Person) Person(check, beneficiary);
        else Body(check, beneficiary);
        return check.Refusal;
    }

    private static void Person(Check check, Beneficiary person)
    {
        check.That(person.Person is { } id && id != default, "/beneficiary/person", Fields.Required);
        check.That(person.Seal is not null, "/beneficiary/seal", Fields.Required);
        if (person.Seal is { } seal) check.Hash("/beneficiary/seal", seal);
        check.That(person.Name is null, "/beneficiary/name", CaseRefusals.NamesAPerson)
            .That(person.RegisterNumber is null, "/beneficiary/registerNumber", CaseRefusals.NamesAPerson)
            .That(person.Organisation is null, "/beneficiary/organisation", CaseRefusals.NamesAPerson);
    }

    private static void Body(Check check, Beneficiary body)
    {
        check.Text("/beneficiary/name", body.Name).Text("/beneficiary/registerNumber", body.RegisterNumber, 100, required: false)
            .That(body.Person is null, "/beneficiary/person", CaseRefusals.NamesAPerson)
            .That(body.Seal is null, "/beneficiary/seal", CaseRefusals.NamesAPerson);
        if (body.Organisation is { } organisation) check.Slug("/beneficiary/organisation", organisation);
    }
}
