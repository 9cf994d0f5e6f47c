using System.Text.Json;
using Mithaq.Contracts;
using Mithaq.Contracts.Agreements;
using Mithaq.Contracts.Organisations;
using Mithaq.Gateway.Languages;

namespace Mithaq.Gateway.Tests.Languages;

public sealed class SentenceTests
{
    private static readonly OrganisationId Ads = new("ads");
    private static readonly PersonId Salma = new(Guid.Parse("11111111-1111-1111-1111-111111111111"));

    private static readonly TextSigned Signed = new(Ads, Salma, Sha256.Of("text"u8), new(2027, 3, 1), Delegated: true, Through: new("oda"));

    private static string? Names(string id) => id switch
    {
        "ads" => "وكالة التنمية الاجتماعية",
        _ when id == Salma.ToString() => "Salma Alaoui",
        _ => null,
    };

    [Fact]
    public void What_happened_is_told_with_names_dates_and_what_is_optional()
    {
        Plain("en", Signed).ShouldBe("وكالة التنمية الاجتماعية signs, through Salma Alaoui (by delegation), of oda, dated 1 March 2027");
        Plain("fr", Signed).ShouldBe("وكالة التنمية الاجتماعية signe, par Salma Alaoui (par délégation), de oda, en date du 1er mars 2027");
        Plain("ar", Signed).ShouldBe("توقيع وكالة التنمية الاجتماعية، بواسطة Salma Alaoui (بتفويض الإمضاء)، من oda، بتاريخ 1 مارس 2027");
        Plain("en", Signed with { Delegated = false, Through = null }).ShouldBe("وكالة التنمية الاجتماعية signs, through Salma Alaoui, dated 1 March 2027");
    }

    [Fact]
    public void Data_stands_in_isolates_where_its_direction_may_differ()
    {
        Texts.In("ar").Event(Signed, Names).ShouldBe(
            "توقيع \u2068وكالة التنمية الاجتماعية\u2069، بواسطة \u2068Salma Alaoui\u2069 (بتفويض الإمضاء)، من \u2068oda\u2069، بتاريخ \u20681 مارس 2027\u2069");
        Texts.In("en").Event(Signed, Names).ShouldStartWith("\u2068وكالة التنمية الاجتماعية\u2069 signs, through Salma Alaoui (");
    }

    [Fact]
    public void Data_cannot_break_out_of_its_isolate() =>
        Texts.In("ar").Isolated("a\u2069\u202Eb").ShouldBe("\u2068ab\u2069");

    [Fact]
    public void Every_sentence_balances_its_isolates_whatever_is_put_in()
    {
        foreach (var texts in Coverage.Texts)
            foreach (var type in MessageNames.EventTypes)
            {
                var sentence = texts.Event(MessageNames.Of(type), type == typeof(DeadlineStepsTaken) ? Notice(-1) : Empty, _ => "ع\u2069");
                sentence.Count(c => c == Bidi.FirstStrongIsolate).ShouldBe(sentence.Count(c => c == Bidi.PopDirectionalIsolate), sentence);
                sentence.ShouldNotContain('{');
            }
    }

    [Fact]
    public void An_older_event_without_a_property_is_told_with_a_dash() =>
        Texts.In("en").Event("agreement.text-approved.v1", Empty).ShouldBe("— approves the text");

    [Fact]
    public void An_event_of_a_newer_program_is_shown_by_its_name() => Texts.In("en").Event("agreement.celebrated.v9", Empty).ShouldBe("agreement.celebrated.v9");

    [Fact]
    public void Lists_counts_and_titles_come_from_inside_of_the_event()
    {
        var drafted = new AgreementDrafted(
            AgreementKind.Framework, new(Fr: "Autonomisation"), "Africa/Casablanca", "MAD", Ads, [new(Ads), new(new("oda"))]);
        Plain("en", drafted).ShouldBe("وكالة التنمية الاجتماعية starts the draft of “Autonomisation” (framework agreement) between وكالة التنمية الاجتماعية, oda");
        Plain("fr", new HolidaysChanged(2028, [])).ShouldBe("Jours fériés propres en 2028\u00A0: aucun");
        Plain("ar", new CommitmentsSet([])).ShouldBe("تحديد الالتزامات: لا التزام");
        Plain("en", new TermSet(new(Months: 36, Renewal: RenewalMode.Tacit))).ShouldBe("The term is set: 36 months; renewal: tacit");
        Plain("en", new TermSet(new())).ShouldBe("The term is set: open-ended; renewal: none");
        Plain("en", new TranchePaid("t1", new(60_000m, "MAD"), new(2027, 3, 3), "OP 12")).ShouldBe("60,000\u00A0dirhams of the tranche t1 is paid, dated 3 March 2027 (OP 12)");
        Plain("fr", new ActRecordedFor(Ads, new("oda"), "signText", new("lettre.pdf", Sha256.Of([]), 1)))
            .ShouldBe("oda enregistre pour وكالة التنمية الاجتماعية, d'après sa lettre lettre.pdf\u00A0: signer");
    }

    [Fact]
    public void A_refusal_says_why_with_its_arguments()
    {
        var refusal = Contracts.Refusal.Of(AgreementRefusals.NoticeTooLate, ("limit", new DateOnly(2029, 2, 28)), ("given", new DateOnly(2029, 3, 10)));
        Texts.In("en").Refusal(refusal).ShouldBe("The notice is too late: 28 February 2029 was the last day, it is dated 10 March 2029.");
        Texts.In("ar").Refusal(refusal).ShouldBe("الإشعار متأخر: آخر يوم هو \u206828 فبراير 2029\u2069، والإشعار مؤرخ في \u206810 مارس 2029\u2069.");
        Texts.In("fr").Refusal(Contracts.Refusal.Of(Refusals.LacksRole, ("role", "Coordinator | Signatory"), ("organisation", new OrganisationId("oda"))))
            .ShouldBe("Il faut l'un de ces rôles au sein de oda\u00A0: coordonnateur, signataire.");
        Texts.In("ar").Refusal(Contracts.Refusal.Of(AgreementRefusals.AddendumNotApproved, ("organisations", "ads, oda")), Names)
            .ShouldBe("ما زال الملحق التعديلي في انتظار مصادقة \u2068وكالة التنمية الاجتماعية\u2069، \u2068oda\u2069.");
        Texts.In("en").Refusal(Contracts.Refusal.Of(AgreementRefusals.NotTheTrancheAmount, ("tranche", "t1"), ("expected", new Money(60_000.50m, "MAD"))))
            .ShouldBe("The tranche t1 is paid whole: 60,000.50\u00A0dirhams.");
        Texts.In("en").Refusal(Contracts.Refusal.Of(AgreementRefusals.TrancheInOtherStage, ("tranche", "t1"), ("stage", "Paid")))
            .ShouldBe("This is not possible while the tranche t1 is paid.");
        Texts.In("en").Refusal(Contracts.Refusal.Of(AgreementRefusals.PeriodAlreadyOpened, ("period", "2027"))).ShouldBe("The programme of the period 2027 is opened already.");
    }

    [Theory]
    [InlineData("signText", "InForce", "« signer » n'est pas possible à ce stade : en vigueur.")]
    [InlineData("addMember", "Retired", "« ajouter un membre » n'est pas possible à ce stade : inactif.")]
    [InlineData("unheardOf", "InForce", "« unheardOf » n'est pas possible à ce stade : InForce.")]
    public void A_wrong_stage_is_named_as_the_commands_grain_names_it(string command, string stage, string sentence) =>
        Texts.In("fr").Refusal(Contracts.Refusal.Of(Refusals.WrongStage, ("stage", stage), ("command", command))).Replace('\u00A0', ' ').ShouldBe(sentence);

    [Fact]
    public void An_optional_argument_is_left_out_of_the_sentence()
    {
        Contracts.Refusal Of(DateOnly? due) => Contracts.Refusal.Of(AgreementRefusals.OccurrenceSettled, ("commitment", "reports"), ("due", due));
        Texts.In("en").Refusal(Of(null)).ShouldBe("The occurrence of reports is settled.");
        Texts.In("en").Refusal(Of(new(2027, 4, 1))).ShouldBe("The occurrence of reports due on 1 April 2027 is settled.");
    }

    [Fact]
    public void Every_wrong_field_has_a_line_of_its_own()
    {
        var refusal = Contracts.Refusal.Invalid(
        [
            FieldError.Of("/parties", Refusals.Fields.TooFew, ("least", 2), ("count", 1)),
            FieldError.Of("", Refusals.Fields.NotASlug, ("value", "A.B")),
        ]);
        Texts.In("en").Refusal(refusal).Split('\n').ShouldBe(
        [
            "Some fields are wrong.", "/parties: There are too few: 1, at least 2.",
            "/: A.B is not an identifier: 2 to 40 small letters a to z, digits and inner hyphens.",
        ]);
        Texts.In("ar").Refusal(refusal).Split('\n')[1].ShouldBe("\u2068/parties\u2069: العدد غير كاف: \u20681\u2069، والحد الأدنى \u20682\u2069.");
    }

    [Fact]
    public void A_refusal_of_a_newer_program_is_shown_by_its_code() =>
        Texts.In("en").Refusal(Contracts.Refusal.Of("agreement.too-beautiful")).ShouldBe("agreement.too-beautiful");

    [Theory]
    [InlineData("en", -7, "7 days before: commitment (stage-reports), due on 1 May 2027, moved to 3 May 2027; told: Salma Alaoui (coordinator, oda), nobody at oda (signatory vacant)")]
    [InlineData("en", -1, "1 day before: commitment (stage-reports), due on 1 May 2027, moved to 3 May 2027; told: Salma Alaoui (coordinator, oda), nobody at oda (signatory vacant)")]
    [InlineData("fr", 0, "Aujourd'hui : exécution d'un engagement (stage-reports), échéance du 1er mai 2027, reportée au 3 mai 2027 ; destinataires : Salma Alaoui (coordonnateur, oda), personne à oda (signataire : vacant)")]
    [InlineData("fr", 30, "30 jours de retard : exécution d'un engagement (stage-reports), échéance du 1er mai 2027, reportée au 3 mai 2027 ; destinataires : Salma Alaoui (coordonnateur, oda), personne à oda (signataire : vacant)")]
    [InlineData("ar", -1, "قبل يوم واحد: تنفيذ الالتزام (stage-reports)، الأجل 1 ماي 2027، مرحّل إلى 3 ماي 2027؛ تم إخبار: Salma Alaoui (منسق، oda)، لا أحد لدى oda (موقِّع: شاغر)")]
    [InlineData("ar", 7, "تأخر 7 أيام: تنفيذ الالتزام (stage-reports)، الأجل 1 ماي 2027، مرحّل إلى 3 ماي 2027؛ تم إخبار: Salma Alaoui (منسق، oda)، لا أحد لدى oda (موقِّع: شاغر)")]
    [InlineData("ar", -90, "قبل 90 يوما: تنفيذ الالتزام (stage-reports)، الأجل 1 ماي 2027، مرحّل إلى 3 ماي 2027؛ تم إخبار: Salma Alaoui (منسق، oda)، لا أحد لدى oda (موقِّع: شاغر)")]
    public void A_reminder_says_how_far_off_what_is_due_and_who_was_told(string language, int step, string sentence) =>
        WithoutMarks(Texts.In(language).Event("grain.deadline-steps-taken.v1", Notice(step), Names)).ShouldBe(sentence);

    [Theory]
    [InlineData(DeadlineKind.Formality, "formality:2:visa", "visa")]
    [InlineData(DeadlineKind.TranchePayment, "tranche-payment:t1", "t1")]
    [InlineData(DeadlineKind.MandateEnd, "mandate:president:2027-05-01", "president")]
    [InlineData(DeadlineKind.Activity, "activity:caravan", "caravan")]
    [InlineData(DeadlineKind.ProgrammeReport, "report:2027-1", "2027-1")]
    [InlineData(DeadlineKind.CaseStageReport, "stage-report:3", "3")]
    [InlineData(DeadlineKind.ProgrammeOpening, "programme-opening:2028", "2028")]
    [InlineData(DeadlineKind.Expiry, "expiry", null)]
    public void A_reminder_names_which_one_it_is_about(DeadlineKind kind, string key, string? subject)
    {
        var sentence = Texts.In("en").Reminder(new(key, kind, new(2027, 5, 1), new(2027, 5, 1), [0], 0, []));
        sentence.ShouldBe($"Today: {Texts.In("en").Deadline(kind)}{(subject is null ? "" : $" ({subject})")}, due on 1 May 2027");
    }

    [Fact]
    public void A_stage_agrees_with_its_grain()
    {
        Texts.In("fr").Stage("agreement", "Signed").ShouldBe("signée");
        Texts.In("ar").Stage("agreement", "InForce").ShouldBe("سارية المفعول");
        Texts.In("fr").Stage("organisation", "Active").ShouldBe("actif");
        Texts.In("ar").Stage("tranche", "Paid").ShouldBe("مصروف");
    }

    private static JsonElement Empty => JsonDocument.Parse("{}").RootElement;

    private static JsonElement Notice(int step) => JsonSerializer.SerializeToElement(
        new DeadlineStepsTaken(
            "occurrence:stage-reports:2027-05-01", DeadlineKind.CommitmentOccurrence, new(2027, 5, 1), new(2027, 5, 3), [step], step,
            [new(new("oda"), Role.Coordinator, Salma), new(new("oda"), Role.Signatory, null)]),
        ContractsJson.Messages);

    private static string Plain(string language, IEvent happened) =>
        Texts.In(language).Event(happened, Names).Replace("\u2068", "").Replace("\u2069", "");

    private static string WithoutMarks(string text) => text.Replace("\u2068", "").Replace("\u2069", "").Replace('\u00A0', ' ');
}
