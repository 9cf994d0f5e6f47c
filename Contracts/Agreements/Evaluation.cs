namespace Mithaq.Contracts.Agreements;

public enum EvaluationKind { Full, Light, MidTerm }

/// <summary>Somebody who evaluates for a party.</summary>
public sealed record Evaluator(OrganisationId Party, PersonId Person);

/// <summary>The six criteria of the OECD's Development Assistance Committee, each 0–4.</summary>
public sealed record Scores(int Relevance, int Coherence, int Effectiveness, int Efficiency, int Impact, int Sustainability);

/// <summary>The final evaluation (full or light) begins once the agreement has ended, one at mid-term while it runs.</summary>
/// <param name="Evaluators">At most 20; none only where an external body evaluates.</param>
/// <param name="External">The body's name; a coordinator records what it found.</param>
public sealed record OpenEvaluation(EvaluationKind Kind, IReadOnlyList<Evaluator>? Evaluators = null, LocalizedText? External = null) : IAgreementCommand;

/// <param name="On">The local date from which it waits for the evaluators.</param>
public sealed record EvaluationOpened(
    Guid Evaluation, EvaluationKind Kind, OrganisationId By, IReadOnlyList<Evaluator> Evaluators, LocalizedText? External, DateOnly On) : IAgreementEvent;

/// <summary>What the evaluators found.</summary>
/// <param name="Scores">Needed unless the evaluation is light.</param>
/// <param name="Narrative">≤ 20,000 characters.</param>
/// <param name="Lessons">≤ 20,000 characters.</param>
public sealed record SubmitEvaluation(Guid Evaluation, Scores? Scores, string Narrative, string? Lessons = null, Document? Report = null) : IAgreementCommand;

/// <param name="On">The local date from which it waits for the parties.</param>
public sealed record EvaluationSubmitted(
    Guid Evaluation, OrganisationId By, PersonId Person, DateOnly On, Scores? Scores, string Narrative, string? Lessons = null, Document? Report = null) : IAgreementEvent;

/// <summary>A party approves what was found; with the last approval of a final evaluation the agreement is evaluated.</summary>
public sealed record ApproveEvaluation(Guid Evaluation) : IAgreementCommand;

public sealed record EvaluationApproved(Guid Evaluation, OrganisationId Party) : IAgreementEvent;

public sealed record EvaluationCompleted(Guid Evaluation, EvaluationKind Kind) : IAgreementEvent;

/// <summary>A party sends the evaluation back to the evaluators; approvals are void. Reason ≤ 2,000 characters.</summary>
public sealed record ReturnEvaluation(Guid Evaluation, string Reason) : IAgreementCommand;

/// <param name="On">The local date from which it waits for the evaluators again.</param>
public sealed record EvaluationReturned(Guid Evaluation, OrganisationId Party, string Reason, DateOnly On) : IAgreementEvent;

/// <summary>A party agrees to do without a final evaluation; once every party does, the agreement counts as evaluated. Reason ≤ 2,000 characters.</summary>
public sealed record WaiveEvaluation(string Reason) : IAgreementCommand;

public sealed record EvaluationWaiverAgreed(OrganisationId Party, string Reason) : IAgreementEvent;

public sealed record EvaluationWaived : IAgreementEvent;
