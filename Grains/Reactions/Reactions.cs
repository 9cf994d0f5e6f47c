using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Cases;
using Mithaq.Contracts.Committees;
using Mithaq.Contracts.Organisations;
using Mithaq.Contracts.Participations;
using Mithaq.Contracts.Programmes;
using Mithaq.Grains.Agreements;
using Mithaq.Grains.Cases;
using Mithaq.Grains.Committees;
using Mithaq.Grains.Organisations;
using Mithaq.Grains.Programmes;

namespace Mithaq.Grains.Reactions;

/// <summary>All that grains bring about in each other.</summary>
public static class Reactions
{
    public static ReactionTable All { get; } = new()
    {
        // when                                        who hears of it                           worked out in              why
        // A framework and its specific agreements
        { When<Agreement, SpecificOpened>(),           Hears<DraftSpecific>(),                   FromAgreement.Drafts,      "what never races went through the framework; now it is drafted" },
        { When<AgreementSuspended>(),                  Hears<NoteFrameworkSuspended>(),          FromAgreement.Suspends,    "a framework that stands still as a whole stops its specific agreements" },
        { When<Agreement, AgreementResumed>(),         Hears<NoteFrameworkResumed>(),            FromAgreement.Resumes,     "and they run again with it" },
        { When<AgreementResumed>(),                    Hears<NoteFrameworkTermChanged>(),        FromAgreement.ChangesTerm, "a suspension may have extended the term" },
        { When<TermRenewed>(),                         Hears<NoteFrameworkTermChanged>(),        FromAgreement.ChangesTerm, "theirs is cut to the framework's" },
        { When<EndFixed>(),                            Hears<NoteFrameworkTermChanged>(),        FromAgreement.ChangesTerm, "an agreed end cuts theirs" },
        { When<AddendumApplied>(),                     Hears<NoteFrameworkTermChanged>(),        FromAgreement.ChangesTerm, "an addendum may have moved the term's end" },
        { When<AgreementEnded>(),                      Hears<NoteFrameworkEnded>(),              FromAgreement.Ends,        "it ends those that do not survive it" },
        { When<AgreementVoided>(),                     Hears<NoteFrameworkEnded>(),              FromAgreement.Ends,        "nothing stands under what never stood" },
        { When<Rectified>(),                           Hears<NoteFrameworkEndRectified>(),       FromAgreement.RunsOn,      "an end that was put right ends nobody" },
        { When<Agreement, AgreementClosed>(),          Hears<NoteSpecificClosed>(),              FromAgreement.Leaves,      "a framework closes after its specific agreements" },
        { When<Agreement, AgreementWithdrawn>(),       Hears<NoteSpecificClosed>(),              FromAgreement.Leaves,      "one that was given up holds nothing open" },
        { When<Agreement, AgreementVoided>(),          Hears<NoteSpecificClosed>(),              FromAgreement.Leaves,      "nor does one that is void" },
        { When<Agreement, AgreementReinstated>(),      Hears<NoteSpecificReinstated>(),          FromAgreement.Returns,     "until it is signed again after all" },

        // Organisations
        { When<OrganisationRetired>(),                 Hears<SucceedParty>(),                    FromOrganisation.Succeeds, "the successor takes the place in every agreement that is not closed" },
        { When<Organisation, OfficeHolderAppointed>(), Hears<NoteOfficeHolder>(),                FromOrganisation.PassesOn, "who represents a party by an office is followed by the next" },

        // Participations
        { When<ContactTurnedIntoDraft>(),              Hears<DraftFromContact>(),                FromParticipation.Drafts,  "a contact has led to an agreement" },

        // Committees
        { When<Agreement, AgreementCameIntoForce>(),   Hears<ConstituteCommittee>(),             ToCommittees.Constitute,   "the committees that its governance foresees" },
        { When<AgreementSuspended>(),                  Hears<NoteCommitteeAgreementSuspended>(), ToCommittees.Suspend,      "their clocks stand still with the whole agreement" },
        { When<Agreement, AgreementResumed>(),         Hears<NoteCommitteeAgreementResumed>(),   ToCommittees.Resume,       "and run again with it" },
        { When<AgreementEnded>(),                      Hears<NoteCommitteeAgreementEnded>(),     ToCommittees.End,          "nothing is left to steer" },
        { When<AgreementVoided>(),                     Hears<NoteCommitteeAgreementEnded>(),     ToCommittees.End,          "nothing was ever to steer" },
        { When<Rectified>(),                           Hears<NoteCommitteeAgreementEndRectified>(), ToCommittees.Reinstate, "an end that was put right dissolves nothing" },
        { When<PartyAcceded>(),                        Hears<NoteCommitteeParty>(),              ToCommittees.Parties.Join, "it has seats like each other party" },
        { When<PartyWithdrew>(),                       Hears<NoteCommitteeParty>(),              ToCommittees.Parties.Leave, "its seats go with it" },
        { When<PartySucceeded>(),                      Hears<NoteCommitteeParty>(),              ToCommittees.Parties.Succeed, "the successor takes its seats" },
        { When<Organisation, OfficeHolderAppointed>(), Hears<NoteCommitteeOfficeHolder>(),       ToCommittees.PassOn,       "a seat that goes with an office goes to its new holder" },
        { When<OfficeEnded>(),                         Hears<NoteCommitteeOfficeHolder>(),       ToCommittees.Vacate,       "or is vacant" },
        { When<Committee, DecisionAdopted>(),          Hears<NoteDecision>(),                    FromCommittee.Decides,     "a tranche may hang on a decision" },
        { When<Committee, DecisionAdopted>(),          Hears<NoteAddendumRecommended>(),         FromCommittee.Recommends,  "a recommendation waits for the parties" },

        // Programmes
        { When<Agreement, ProgrammeOpened>(),          Hears<OpenProgramme>(),                   ToProgrammes.Open,         "it begins with copies of what it needs to know" },
        { When<AgreementSuspended>(),                  Hears<NoteProgrammeAgreementSuspended>(), ToProgrammes.Suspend,      "nothing is spent while the whole agreement stands still" },
        { When<Agreement, AgreementResumed>(),         Hears<NoteProgrammeAgreementResumed>(),   ToProgrammes.Resume,       "it runs again with it" },
        { When<AgreementEnded>(),                      Hears<NoteProgrammeAgreementEnded>(),     ToProgrammes.End,          "what is carried out closes, what has not begun is abandoned" },
        { When<AgreementVoided>(),                     Hears<NoteProgrammeAgreementEnded>(),     ToProgrammes.End,          "nothing is left to carry out" },
        { When<Rectified>(),                           Hears<NoteProgrammeAgreementEndRectified>(), ToProgrammes.Reinstate, "an end that was put right closes nothing" },
        { When<PartyAcceded>(),                        Hears<NoteProgrammeParty>(),              ToProgrammes.Parties.Join, "it approves like each other party" },
        { When<PartyWithdrew>(),                       Hears<NoteProgrammeParty>(),              ToProgrammes.Parties.Leave, "nothing waits for it any more" },
        { When<PartySucceeded>(),                      Hears<NoteProgrammeParty>(),              ToProgrammes.Parties.Succeed, "the successor stands in its place" },
        { When<DecisionAdopted>(),                     Hears<NoteProgrammeDecision>(),           ToProgrammes.Decide,       "a unanimous decision approves for all parties" },
        { When<ItemsCarriedOver>(),                    Hears<NoteCarriedOver>(),                 ToProgrammes.CarryOver,    "the next period takes up what was not finished" },
        { When<Programme, ReportAccepted>(),           Hears<NoteReportAccepted>(),              FromProgramme.Reports,     "a tranche may hang on a report" },

        // Cases
        { When<AgreementSuspended>(),                  Hears<NoteCaseAgreementSuspended>(),      ToCases.Suspend,           "their clocks stand still with the whole agreement" },
        { When<Agreement, AgreementResumed>(),         Hears<NoteCaseAgreementResumed>(),        ToCases.Resume,            "and run again with it" },
        { When<PartyAcceded>(),                        Hears<NoteCaseParty>(),                   ToCases.Parties.Join,      "it sees them from now on" },
        { When<PartyWithdrew>(),                       Hears<NoteCaseParty>(),                   ToCases.Parties.Leave,     "what it proposed or supported waits for the others" },
        { When<PartySucceeded>(),                      Hears<NoteCaseParty>(),                   ToCases.Parties.Succeed,   "the successor stands in its place" },
        { When<CasesHandedOver>(),                     Hears<NoteCaseHandedOver>(),              ToCases.HandOver,          "every open case passes to whom the note names" },
        { When<CaseProposed>(),                        Hears<CheckSameBeneficiary>(),            ToCases.Check,             "two that were proposed at once did not see each other" },
        { When<Case, BodyFounded>(),                   Hears<NoteFounder>(),                     ToCases.Found,             "the body's case knows its founders" },
    };

    private static When<TEvent> When<TEvent>() where TEvent : IEvent => default;

    private static When<TState, TEvent> When<TState, TEvent>() where TState : class where TEvent : IEvent => default;

    private static Hears<TCommand> Hears<TCommand>() where TCommand : ISystemCommand => default;
}
