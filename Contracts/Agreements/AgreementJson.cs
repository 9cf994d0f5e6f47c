using System.Text.Json.Serialization;

namespace Mithaq.Contracts.Agreements;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Party))]
internal sealed partial class AgreementJson : JsonSerializerContext;
