using Mithaq.Contracts;

namespace Mithaq.Grains.Kernel;

/// <summary>What a decision wants to hear of grains that it cannot name. Finding it costs a look into the directory, so only those who need it ask.</summary>
/// <param name="OpenCases">How many open cases belong to the grain: <see cref="Context.OpenCases"/>.</param>
/// <param name="Beneficiary">Whose other open cases: <see cref="Context.SameBeneficiary"/>.</param>
/// <param name="Bodies">The links of the body whose other open cases: the same, where the beneficiary is no person.</param>
public readonly record struct Wanted(bool OpenCases = false, PersonId? Beneficiary = null, IReadOnlyList<GrainId>? Bodies = null);
