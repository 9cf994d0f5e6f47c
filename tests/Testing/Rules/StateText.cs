using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mithaq.Testing.Rules;

/// <summary>A grain's state as text, to compare one that was lived with one that was replayed: states hold lists, which records compare by reference.</summary>
public static class StateText
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new JsonStringEnumConverter() } };

    public static string Of(object state) => JsonSerializer.Serialize(state, state.GetType(), Options);
}
