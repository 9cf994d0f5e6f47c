using System.Text.Json.Serialization;

namespace Mithaq.Contracts.Programmes;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
// Opening
[JsonSerializable(typeof(OpenProgramme))]
[JsonSerializable(typeof(PeriodOpened))]
// Plan
[JsonSerializable(typeof(SetProject))]
[JsonSerializable(typeof(ProjectSet))]
internal sealed partial class ProgrammeJson : JsonSerializerContext;
