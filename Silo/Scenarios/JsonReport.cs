using System.Text.Json;
using Mithaq.Contracts;

namespace Mithaq.Silo.Scenarios;

/// <summary>One JSON object a line for each event, and a last line of counts. Failed expectations go to the other writer, so that the output stays JSON.</summary>
public sealed class JsonReport(TextWriter output, TextWriter errors) : IScenarioReport
{
    public void Given(Scenario scenario, Step.Give step, DateTimeOffset at, Refusal? refusal) { }

    public void Advanced(Scenario scenario, Step.Advance step) { }

    public void Happened(Happening happening) => Line(writer =>
    {
        if (happening.Case is { } name) writer.WriteString("case", name);
        writer.WriteString("at", happening.At);
        writer.WriteString("grain", happening.Entry.Stream);
        writer.WriteString("name", happening.Name);
        writer.WriteNumber("version", happening.Entry.Version);
        writer.WriteString("event", happening.Entry.Type);
        writer.WriteString("by", happening.By);
        if (happening.Metadata.RecordedFor is { } party) writer.WriteString("recordedFor", party.Value);
        if (happening.Metadata.ActDate is { } day) writer.WriteString("actDate", day.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        writer.WritePropertyName("payload");
        writer.WriteRawValue(happening.Entry.Payload);
    });

    public void Failed(Problem problem) => errors.WriteLine(problem);

    public void Ended(ScenarioSummary summary) => Line(writer =>
    {
        writer.WriteNumber("cases", summary.Cases);
        writer.WriteNumber("passed", summary.Passed);
        writer.WriteNumber("events", summary.Events);
        writer.WriteNumber("notifications", summary.Notifications);
    });

    private void Line(Action<Utf8JsonWriter> members)
    {
        using var line = new MemoryStream();
        using (var writer = new Utf8JsonWriter(line, new() { Encoder = ContractsJson.Messages.Encoder }))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }
        output.WriteLine(System.Text.Encoding.UTF8.GetString(line.GetBuffer().AsSpan(0, (int)line.Length)));
    }
}
