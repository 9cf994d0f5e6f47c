using Mithaq.Contracts.Publishing;

namespace Mithaq.Contracts.Programmes;

public interface IProgrammeCommand : ICommand;

[Audience(Audience.Parties)]
public interface IProgrammeEvent : IEvent;
