namespace Mithaq.Contracts.Programmes;

public interface IProgrammeCommand : ICommand;

public interface IProgrammeEvent : IEvent;
