namespace Mithaq.Contracts.Committees;

/// <summary>Every party's chair together, or one party's after the other's, meeting by meeting.</summary>
public enum ChairMode { CoChairs, Rotating }

/// <summary>Consensus: nobody is against. Majority: of the parties that can vote. Unanimity: every party is for.</summary>
public enum DecisionMode { Consensus, Majority, Unanimity }

/// <summary>How the committee works. A meeting keeps the rules under which it was convened.</summary>
/// <param name="InvitationDays">0–90: invitations go out at least so many days ahead.</param>
/// <param name="QuorumSeats">Seats that must be present, 1 or more; null: half of all, rounded up.</param>
/// <param name="QuorumEveryParty">And every party among them; a written consultation then needs every party's answer.</param>
/// <param name="SecondDays">1–90: a second convocation is at least so many days later.</param>
/// <param name="SecondQuorumSeats">Seats that must be present then; null: one.</param>
/// <param name="Decides">How it decides what is neither money, text nor programme: those always take every party.</param>
/// <param name="MinutesDays">1–180: minutes are drafted within so many days of the meeting.</param>
/// <param name="TacitDays">1–180: who says nothing for so many days approves the minutes; null: silence says nothing.</param>
/// <param name="ConsultationDays">1–90: a written consultation leaves at least so many days.</param>
/// <param name="MeetsEveryMonths">1–24; null: no frequency.</param>
public sealed record RulesOfProcedure(
    int InvitationDays = 15, int? QuorumSeats = null, bool QuorumEveryParty = true,
    int SecondDays = 8, int? SecondQuorumSeats = null, bool SecondEveryParty = true,
    DecisionMode Decides = DecisionMode.Consensus, int MinutesDays = 15, int? TacitDays = null, int ConsultationDays = 10,
    int? MeetsEveryMonths = null, ChairMode Chair = ChairMode.CoChairs);

/// <summary>A party proposes rules, or agrees to those on the table by giving the same; with the last party's agreement they hold.</summary>
public sealed record SetCommitteeRules(RulesOfProcedure Rules, DateOnly ActDate) : ICommitteeCommand, IDated;

/// <param name="Rules">Other rules than those on the table take their place, and need every party's agreement anew.</param>
public sealed record RulesAgreed(OrganisationId Party, RulesOfProcedure Rules, DateOnly ActDate) : ICommitteeEvent, IDated;

public sealed record RulesSet(RulesOfProcedure Rules, DateOnly On) : ICommitteeEvent;
