using Orleans;
using Orleans.Concurrency;
using Orleans.Placement;

namespace Mithaq.Silo.Runtime.OrleansShell;

/// <summary>What crosses between nodes: a command with its caller, ids and trace, and its answer, both as JSON (<see cref="Wire"/>).</summary>
public interface IGrainTurn : IGrainWithStringKey
{
    Task<byte[]> Send(byte[] envelope, CancellationToken stop);
}

public interface IAgreementGrain : IGrainTurn;

public interface ICommitteeGrain : IGrainTurn;

public interface IProgrammeGrain : IGrainTurn;

public interface ICaseGrain : IGrainTurn;

public interface IParticipationGrain : IGrainTurn;

public interface IOrganisationGrain : IGrainTurn;

[GrainType("agreement"), Reentrant, PreferLocalPlacement]
public sealed class AgreementGrain(OrleansGrains shell) : TurnGrain(shell), IAgreementGrain;

[GrainType("committee"), Reentrant, PreferLocalPlacement]
public sealed class CommitteeGrain(OrleansGrains shell) : TurnGrain(shell), ICommitteeGrain;

[GrainType("programme"), Reentrant, PreferLocalPlacement]
public sealed class ProgrammeGrain(OrleansGrains shell) : TurnGrain(shell), IProgrammeGrain;

[GrainType("case"), Reentrant, PreferLocalPlacement]
public sealed class CaseGrain(OrleansGrains shell) : TurnGrain(shell), ICaseGrain;

[GrainType("participation"), Reentrant, PreferLocalPlacement]
public sealed class ParticipationGrain(OrleansGrains shell) : TurnGrain(shell), IParticipationGrain;

[GrainType("organisation"), Reentrant, PreferLocalPlacement]
public sealed class OrganisationGrain(OrleansGrains shell) : TurnGrain(shell), IOrganisationGrain;
