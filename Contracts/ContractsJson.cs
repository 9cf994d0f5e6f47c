using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Cases;
using Mithaq.Contracts.Committees;
using Mithaq.Contracts.Organisations;
using Mithaq.Contracts.Participations;
using Mithaq.Contracts.Programmes;

namespace Mithaq.Contracts;

/// <summary>
/// How messages are written: camelCase, enums as camelCase strings, nulls left out. The shapes are generated, a file a feature beside its commands and events
/// (the generator does not take one context in several files).
/// </summary>
public static class ContractsJson
{
    /// <summary>Read and write messages with these. Arabic stays readable, at two bytes a letter; what goes into HTML is escaped there.</summary>
    public static JsonSerializerOptions Messages { get; } = Frozen();

    private static JsonSerializerOptions Frozen()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
            TypeInfoResolverChain = { SharedJson.Default, OrganisationJson.Default, AgreementJson.Default, CommitteeJson.Default, ProgrammeJson.Default, ParticipationJson.Default, CaseJson.Default },
        };
        options.MakeReadOnly();
        return options;
    }
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(DeadlineReached))]
[JsonSerializable(typeof(DeadlineStepsTaken))]
[JsonSerializable(typeof(Rectified))]
[JsonSerializable(typeof(ActRecordedFor))]
[JsonSerializable(typeof(ConfirmRecordedActs))]
[JsonSerializable(typeof(RecordedActsConfirmed))]
internal sealed partial class SharedJson : JsonSerializerContext;
