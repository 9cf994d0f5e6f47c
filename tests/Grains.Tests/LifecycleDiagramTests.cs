using Mithaq.Contracts;
using Mithaq.Grains.Agreements;

namespace Mithaq.Grains.Tests;

public class LifecycleDiagramTests
{
    private static LifecycleRow Row(string command, string[] stages, params (string From, string To)[] moves) =>
        new(stages, command, "anybody", [.. moves.Select(m => new StageMove(m.From, m.To))], "why");

    [Fact]
    public void Commands_that_lead_from_one_stage_to_another_share_an_arrow_and_the_first_and_last_stages_are_marked() =>
        LifecycleDiagram.Mermaid(
        [
            Row("start", ["None"], ("None", "Draft")), Row("edit", ["Draft"]), Row("send", ["Draft"], ("Draft", "Sent")), Row("force", ["Draft"], ("Draft", "Sent")),
            Row("back", ["Sent", "Draft"], ("Sent", "Draft")), Row("close", ["Sent"], ("Sent", "Closed")),
        ]).ShouldBe(
            """
            stateDiagram-v2
                [*] --> Draft: start
                Draft --> Sent: send, force
                Sent --> Draft: back
                Sent --> Closed: close
                Closed --> [*]

            """, StringCompareShould.IgnoreLineEndings);

    [Fact]
    public void The_agreements_table_can_be_drawn()
    {
        var diagram = LifecycleDiagram.Mermaid(new AgreementRules().Rows);

        diagram.ShouldContain("    Evaluated --> Closed: closeAgreement\n");
        diagram.ShouldContain("    Closed --> [*]\n");
        diagram.ShouldNotContain("None");
        diagram.ShouldNotContain("Draft --> Ended", customMessage: "a timer moves an agreement only where it can");
    }
}
