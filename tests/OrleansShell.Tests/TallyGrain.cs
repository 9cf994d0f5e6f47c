using Mithaq.Silo.Runtime.OrleansShell;
using Orleans;
using Orleans.Concurrency;
using Orleans.Placement;

namespace Mithaq.OrleansShell.Tests;

/// <summary>The smallest grain, placed as all the others are.</summary>
[GrainType("tally"), Reentrant, PreferLocalPlacement]
public sealed class TallyGrain(OrleansGrains shell) : TurnGrain(shell);
