using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mithaq.Contracts;

/// <summary>Ids cross every border as plain strings.</summary>
public abstract class StringIdConverter<T>(Func<string, T> read, Func<T, string> write) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        read(reader.GetString() ?? throw new JsonException($"{typeof(T).Name} expected"));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => read(reader.GetString()!);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(write(value));
}

public sealed class GrainIdConverter() : StringIdConverter<GrainId>(
    s => s.IndexOf('/', StringComparison.Ordinal) > 0 ? new(s) : throw new JsonException("a grain is written kind/key"), id => id.Stream);

public sealed class OrganisationIdConverter() : StringIdConverter<OrganisationId>(s => new(s), id => id.Value);

public sealed class PersonIdConverter() : StringIdConverter<PersonId>(
    s => Guid.TryParse(s, out var id) ? new(id) : throw new JsonException("a person is written as a UUID"), id => id.ToString());

public sealed class Sha256Converter() : StringIdConverter<Sha256>(s => new(s), hash => hash.Value);
