using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Programmes;

namespace Mithaq.Grains.Reactions;

/// <summary>What a programme brings about elsewhere.</summary>
internal static class FromProgramme
{
    /// <summary>A tranche of the agreement may hang on it.</summary>
    public static IEnumerable<Effect> Reports(Programme programme, ReportAccepted e) =>
        [new Effect.To(programme.Agreement, new NoteReportAccepted(e.Report, programme.Id, e.On))];
}
