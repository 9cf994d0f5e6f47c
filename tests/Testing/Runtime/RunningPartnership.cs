using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Cases;
using Mithaq.Contracts.Organisations;
using Mithaq.Contracts.Programmes;

namespace Mithaq.Testing.Runtime;

/// <summary>An agreement in force between ADS and HCAR on a node, with programmes: ADS leads <see cref="ProgrammeCases.Cooperatives"/>, HCAR proposes cases to it.</summary>
/// <param name="today">In the agreement's zone.</param>
/// <param name="settled">Waits until all that follows is done.</param>
public sealed class RunningPartnership(IGrains grains, DateOnly today, Func<Task> settled)
{
    private static readonly Guid Space = new("5b7f4a52-1f0c-4a30-8a59-0b3e0f4a9d33");
    private static readonly Document Paper = new("scan.pdf", Sha256.Of("scan"u8), 4);
    private static readonly DateOnly Since = new(2020, 1, 1);
    private int commands;

    public static GrainId Agreement { get; } = GrainId.Agreement(Ids.Derive(Space, "agreement"));
    public static Actor Ads { get; } = People.Ads.As(Role.Coordinator);
    public static Actor Hcar { get; } = People.Hcar.As(Role.Coordinator);

    public DateOnly Today => today;

    public static GrainId ProgrammeOf(string period) => GrainId.Programme(Ids.Derive(new Guid(Agreement.Key), $"programme:{period}"));

    public static GrainId CaseOf(int n) => GrainId.Case(Ids.Derive(Space, $"case {n}"));

    /// <summary>The agreement is in force; it has no programme yet.</summary>
    /// <param name="term">Counted from a year ago; null: ten years.</param>
    public async Task Begin(Term? term = null, Governance? governance = null)
    {
        Staff[] parties = [People.Ads, People.Hcar];
        foreach (var party in parties)
            foreach (var command in (IOrganisationCommand[])[
                new RegisterOrganisation(new(Fr: party.Organisation.Value), OrganisationKind.Agency), new ActivateOrganisation(),
                new AddMember(party.Coordinator, [Role.Coordinator], Since)])
                await Accepted(GrainId.Organisation(party.Organisation), command, People.PlatformAdministrator);
        await Accepted(Agreement, new ImportAgreement(
            AgreementKind.Framework, new(Fr: "Convention-cadre"), "Africa/Casablanca", "MAD", [.. parties.Select(p => new Party(p.Organisation))],
            new(new(Fr: "Coopération"), [new("solar", new(Fr: "Énergie solaire"))]), term ?? new(Months: 120), [new("1", "Objet", Sha256.Of("un"u8))],
            [.. parties.Select(p => new ImportedSignature(p.Organisation, p.Coordinator, today.AddYears(-1), Paper))], today.AddYears(-1), Governance: governance), Ads);
        await settled();
    }

    /// <summary>A period that begins so many months from now is opened, planned, proposed and approved.</summary>
    public async Task<GrainId> Programme(string period, int months)
    {
        var from = today.AddMonths(months);
        await Accepted(Agreement, new OpenProgrammePeriod(period, from, from.AddMonths(3).AddDays(-1)), Ads);
        await settled();
        var programme = ProgrammeOf(period);
        await Accepted(programme, new SetProject(ProgrammeCases.Cooperatives), Ads);
        await Accepted(programme, new ProposeProgramme(today), Ads);
        foreach (var party in new[] { Ads, Hcar }) await Accepted(programme, new ApproveProgramme(1, today), party);
        await settled();
        return programme;
    }

    /// <summary>HCAR proposes a case to the project.</summary>
    public Task<Answer> Propose(GrainId @case, GrainId programme, Beneficiary beneficiary, string? duplicateOverride = null) =>
        Send(@case, new ProposeCase(programme, ProgrammeCases.Cooperatives.Id, beneficiary, today, DuplicateOverride: duplicateOverride), Hcar);

    public Task<Answer> Send(GrainId grain, ICommand command, Actor actor) =>
        grains.Send(new(grain, command, Ids.Derive(Space, $"{Interlocked.Increment(ref commands)}"), actor), default).AsTask();

    public async Task<Answer.Accepted> Accepted(GrainId grain, ICommand command, Actor actor) => await Send(grain, command, actor) is var answer && answer is Answer.Accepted accepted
        ? accepted
        : throw new InvalidOperationException($"{grain}: {MessageNames.Of(command.GetType())} was not accepted: {answer}");
}
