using System.Text.Json;
using System.Text.Json.Serialization;
using Mithaq.Grains.Agreements;
using Mithaq.Grains.Kernel;

namespace Mithaq.Testing.Rules;

/// <summary>A grain's state as text, to compare one that was lived with one that was replayed: states hold lists, which records compare by reference.</summary>
public static class StateText
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new TakenStepsConverter(), new OccurrencesConverter(), new JsonStringEnumConverter() } };

    public static string Of(object state) => JsonSerializer.Serialize(state, state.GetType(), Options);

    private sealed class OccurrencesConverter : JsonConverter<OccurrenceState>
    {
        public override OccurrenceState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("states are only written");

        public override void Write(Utf8JsonWriter writer, OccurrenceState value, JsonSerializerOptions options) => JsonSerializer.Serialize(
            writer, value.Known.OrderBy(o => o.Key).ToDictionary(o => $"{o.Key.Commitment} {o.Key.Due:O}", o => o.Value), options);
    }

    private sealed class TakenStepsConverter : JsonConverter<TakenSteps>
    {
        public override TakenSteps Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("states are only written");

        public override void Write(Utf8JsonWriter writer, TakenSteps value, JsonSerializerOptions options) => JsonSerializer.Serialize(
            writer, value.Steps.OrderBy(s => s.Key).ToDictionary(s => $"{s.Key.Key} {s.Key.Nominal:O}", s => s.Value), options);
    }
}
