using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Cases;
using Mithaq.Contracts.Committees;
using Mithaq.Contracts.Organisations;
using Mithaq.Contracts.Participations;
using Mithaq.Contracts.Programmes;

namespace Mithaq.Silo.Hosting.Cli.Showing;

/// <summary>What people call a grain: its first event says it.</summary>
internal static class Titles
{
    public static LocalizedText? Of(IEvent first) => first switch
    {
        AgreementDrafted e => e.Title,
        CommitteeConstituted e => With(e.Foreseen.Title, e.AgreementTitle),
        PeriodOpened e => e.Title ?? new(e.Period, e.Period, e.Period),
        CaseProposed e => e.Beneficiary.Name is { } name ? With(name, e.ProjectTitle) : e.ProjectTitle,
        ParticipationPlanned e => e.Occasion.Title,
        OrganisationRegistered e => e.Names,
        _ => null,
    };

    private static LocalizedText With(LocalizedText one, LocalizedText other) => new(Both(one.Ar, other.Ar), Both(one.Fr, other.Fr), Both(one.En, other.En));

    private static string? Both(string? one, string? other) => one is null ? null : other is null ? one : $"{one} · {other}";
}
