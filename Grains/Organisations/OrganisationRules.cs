using Mithaq.Contracts;
using Mithaq.Contracts.Organisations;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Organisations;

/// <summary>The organisation for the shells.</summary>
public sealed class OrganisationRules : GrainRules<Organisation, OrganisationStage>
{
    public override string Kind => "organisation";

    public override bool IsKey(string key) => new OrganisationId(key).IsValid;

    public override object Initial(GrainId grain) => new Organisation(new OrganisationId(grain.Key));

    protected override Lifecycle<Organisation, OrganisationStage> Lifecycle => OrganisationLifecycle.Rows;

    protected override OrganisationStage Stage(Organisation state) => state.Stage;

    protected override IReadOnlyList<OpenItem> OpenItems(Organisation state) => OrganisationDeadlines.OpenItems(state);

    /// <summary>Its own facts are its state; only a successor is another's.</summary>
    protected override IEnumerable<OrganisationId> Concerns(Organisation state, ICommand? command, Actor actor) =>
        command is RetireOrganisation { Successor: { } successor } ? [successor] : [];

    protected override IReadOnlyList<GrainId> Links(Organisation state) => [];

    protected override bool IsOpen(OrganisationStage stage) => stage is OrganisationStage.Registered or OrganisationStage.Active;

    protected override Organisation Evolve(Organisation state, IEvent happened) => happened switch
    {
        OrganisationRegistered e => Registration.Apply(state, e),
        OrganisationActivated => state with { Stage = OrganisationStage.Active },
        OrganisationRenamed e => Registration.Apply(state, e),
        OrganisationRetired e => state with { Stage = OrganisationStage.Retired, Successor = e.Successor },

        AliasesChanged e => state with { Aliases = [.. e.Aliases] },
        IdentifiersChanged e => state with { Identifiers = [.. e.Identifiers] },
        ContactsChanged e => state with { Contacts = [.. e.Contacts] },

        OfficeHolderAppointed e => Offices.Apply(state, e),
        OfficeEnded e => Offices.Apply(state, e),

        MemberAdded e => state with { Members = state.Members.Add(e.Member) },
        RolesChanged e => Members.Apply(state, e),
        MembershipEnded e => Members.Apply(state, e),

        DelegationRecorded e => state with { Delegations = state.Delegations.Add(e.Delegation) },
        DelegationRevoked e => Delegations.Apply(state, e),
        AbsenceRecorded e => state with { Absences = state.Absences.Add(e.Absence) },
        AbsenceShortened e => Absences.Apply(state, e),

        CalendarChanged e => Calendars.Apply(state, e),
        HolidaysChanged e => Calendars.Apply(state, e),
        HolidaysConfirmed e => Calendars.Apply(state, e),

        DeadlineStepsTaken e => state with { Steps = state.Steps.With(e) },
        _ => throw new UnknownEventException(happened.GetType()),
    };
}
