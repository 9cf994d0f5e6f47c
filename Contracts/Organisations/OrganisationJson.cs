using System.Text.Json.Serialization;

namespace Mithaq.Contracts.Organisations;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Member))]
internal sealed partial class OrganisationJson : JsonSerializerContext;
