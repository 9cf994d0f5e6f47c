using Mithaq.Contracts;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Kernel;

namespace Mithaq.Grains.Programmes;

/// <summary>A programme begins because its agreement opened it, with copies of what it needs to know of it.</summary>
internal static class Opening
{
    public static Decision Open(Programme programme, OpenProgramme command, Context context)
    {
        var check = new Check().Grain("/agreement", command.Agreement, "agreement").Text("/period", command.Period).Zone("/zone", command.Zone, context.Zones)
            .Given("/parties", command.Parties).Given("/axes", command.Axes);
        if (check.Refusal is { } invalid) return invalid;
        return
        [
            new PeriodOpened(
                command.Agreement, command.Period, command.Title, command.From, command.To, command.Parties, command.Zone, command.Currency, command.Axes,
                command.ByDecision, command.ProposeBy, command.ApproveBy, command.ReportBy, command.CarriesOverFrom, context.Today(command.Zone)),
        ];
    }

    public static Programme Apply(Programme programme, PeriodOpened e) => programme with
    {
        Stage = ProgrammeStage.Open,
        Agreement = e.Agreement,
        Period = e.Period,
        From = e.From,
        To = e.To,
        Parties = [.. e.Parties],
        Zone = e.Zone,
        Currency = e.Currency,
        Axes = [.. e.Axes],
        ByDecision = e.ByDecision,
        ProposeBy = e.ProposeBy,
        ApproveBy = e.ApproveBy,
        ReportBy = e.ReportBy,
        OpenedOn = e.On,
    };
}
