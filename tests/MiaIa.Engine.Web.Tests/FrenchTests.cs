using System.Text.RegularExpressions;
using MiaIa.Engine.Web.Tests.Browser;

namespace MiaIa.Engine.Web.Tests;

/// <summary>
/// What the engine says, in French on the page. Its fixed reasons are those of the study's table, which a test of the engine holds to the
/// engine; the texts with values in them are held to the sources here.
/// </summary>
public sealed partial class FrenchTests
{
    private static readonly string Engine = Path.Combine(Chromium.Root, "engine");

    [Test]
    public async Task Every_word_of_the_studys_table_is_the_same_on_the_page()
    {
        var table = await File.ReadAllTextAsync(Path.Combine(Chromium.Root, "sierra-study", "MiaIaWordsOfEngine.h"));
        var pairs = StudyPair().Matches(table).Select(pair => (Engine: pair.Groups[1].Value, French: pair.Groups[2].Value)).ToArray();
        Assert.That(pairs, Has.Length.GreaterThan(90));
        Assert.That(await PageFrench.OfAsync([.. pairs.Select(pair => pair.Engine)]), Is.EqualTo(pairs.Select(pair => pair.French)));

        var names = await File.ReadAllTextAsync(Path.Combine(PageFrench.Words, "words.ts"));
        names = names[names.IndexOf("export const names", StringComparison.Ordinal)..];
        var pages = NamePair().Matches(names).ToDictionary(pair => pair.Groups[1].Value, pair => pair.Groups[2].Value);
        var both = pairs.Where(pair => pages.ContainsKey(pair.Engine)).ToArray();
        Assert.That(both, Has.Length.GreaterThan(30));
        Assert.That(
            both.Where(pair => !pages[pair.Engine].Equals(pair.French, StringComparison.OrdinalIgnoreCase)),
            Is.Empty,
            "the chart and the page do not say the same"
        );
    }

    [Test]
    public async Task Every_text_of_an_alert_has_its_French_and_no_French_is_left_of_what_the_engine_no_longer_says()
    {
        var english = Sentence()
            .Matches(await File.ReadAllTextAsync(Path.Combine(PageFrench.Words, "sentences.ts")))
            .Select(sentence => sentence.Groups[1].Value)
            .ToArray();
        Assert.That(english, Has.Length.GreaterThan(50));
        var rules = Sources(Path.Combine(Engine, "MiaIa.Alerts", "Rules"));
        var said = Literal()
            .Matches(rules)
            .Select(text => WithPlaces(text.Groups[1].Value))
            .Where(text => Words().Count(text) > 1)
            .ToArray();
        Assert.That(said, Has.Length.GreaterThan(20));
        var known = english.Select(WithPlaces).ToArray();
        Assert.That(said.Where(text => !known.Any(one => one.Contains(text, StringComparison.Ordinal))), Is.Empty);

        var all = Sources(Engine);
        var gone =
            from sentence in english
            from part in Place().Split(sentence)
            where Words().Count(part) > 1 && !all.Contains(part.Trim(' ', ';', ','), StringComparison.Ordinal)
            select part;
        Assert.That(gone, Is.Empty);
    }

    [TestCase("stale_feed, reconciling: Sierra does not answer", "flux périmé, rapprochement en cours : Sierra ne répond pas")]
    [TestCase("0.32 (limit 0.7)", "0,32 (limite 0,7)")]
    [TestCase("never (limit 3000)", "jamais (limite 3000)")]
    [TestCase(
        "no study is attached, last heard 12 s ago; no entries; +2 lots of ours are open",
        "aucune étude n'est attachée, entendu il y a 12 s ; pas d'entrée ; +2 lots à nous sont ouverts"
    )]
    [TestCase(
        "the study or its book is silent, last heard 7 s ago; no entries; -1 lot of ours is open",
        "l'étude ou son carnet est muet, entendu il y a 7 s ; pas d'entrée ; -1 lot à nous est ouvert"
    )]
    [TestCase("+1 lot of ours without a working stop, for 3 s", "+1 lot à nous sans stop en place, depuis 3 s")]
    [TestCase("no value for 12 min of regular hours: under 14 bars", "aucune valeur depuis 12 min de séance : moins de 14 barres")]
    [TestCase("exactly 0 for 12 min of regular hours", "exactement 0 depuis 12 min de séance")]
    [TestCase("never refused in 30 judgements and more: SPREAD MARGIN", "aucun refus en 30 jugements et plus : écart, marge")]
    [TestCase("the Gateway delivers again, after 40 s", "le Gateway livre de nouveau, après 40 s")]
    [TestCase(
        "the day's loss limit of 2000.00 $ is reached; realised -2012.50 $",
        "la limite de perte du jour de 2\u202f000,00 $ est atteinte ; réalisé -2\u202f012,50 $"
    )]
    [TestCase(
        "engine: the journal cannot be written: No space left on device",
        "par le moteur : le journal ne peut pas être écrit : No space left on device"
    )]
    [TestCase(
        "competing_session: another session of the same login competes for market data (10197): log it out, or use a login of its own for this Gateway; also clock_differs (link Live)",
        "competing_session : une autre session du même compte prend les données de marché (10197) : déconnectez-la, ou donnez à ce Gateway son propre compte ; aussi clock_differs (liaison en direct)"
    )]
    [TestCase(
        "still_disconnected: the Gateway has been without IBKR for 61 s: look at its window, at this PC's connection and at IBKR's system status (link LinkLost)",
        "still_disconnected : le Gateway est sans IBKR depuis 61 s : regardez sa fenêtre, la connexion de ce PC et l'état des systèmes d'IBKR (liaison IBKR perdu)"
    )]
    [TestCase(
        "session_fault: the Gateway says of the session (320): Error reading request: Unable to parse data (link Live)",
        "session_fault : le Gateway dit de la session (320, texte d'IBKR) : « Error reading request: Unable to parse data » (liaison en direct)"
    )]
    [TestCase(
        "pacing: the Gateway says that too many messages were sent, 30 instead of 40 a second go for the next half an hour (100): Max rate of messages per second has been exceeded:max=50 rec=51 (1) (link Live)",
        "pacing : le Gateway dit que trop de messages ont été envoyés, 30 au lieu de 40 par seconde pendant la demi-heure qui vient (100, texte d'IBKR) : « Max rate of messages per second has been exceeded:max=50 rec=51 (1) » (liaison en direct)"
    )]
    [TestCase(
        "clock_differs: the Gateway's clock is 3600 s behind this machine's: set the wrong one right, values are dated by this machine's (link Live)",
        "clock_differs : l'horloge du Gateway est de 3600 s en retard sur celle de cette machine : réglez celle qui est fausse, les valeurs sont datées par cette machine (liaison en direct)"
    )]
    [TestCase(
        "SPX IND: a market-data subscription is missing (354): Requested market data is not subscribed.",
        "SPX IND : un abonnement aux données de marché manque (354, texte d'IBKR) : « Requested market data is not subscribed. »"
    )]
    [TestCase(
        "a line of SPX IND was refused (200): No security definition has been found for the request; it is asked for again",
        "une ligne de SPX IND a été refusée (200, texte d'IBKR) : « No security definition has been found for the request » ; elle est redemandée"
    )]
    [TestCase("the Gateway says of VIX IND (2152): partly", "le Gateway dit de VIX IND (2152, texte d'IBKR) : « partly »")]
    [TestCase("the Gateway says (99999): something new", "le Gateway dit (99999, texte d'IBKR) : « something new »")]
    [TestCase("page: the book looks odd", "page: the book looks odd")]
    [TestCase(
        "daily_loss: the limit of trade date 2026-03-02 was reached; a Resume lifts it once the next one has begun at 2026-03-02 23:00 UTC",
        "perte du jour : la limite du 02/03/2026 est atteinte ; une reprise la lève dès que la journée suivante a commencé, à 02/03/2026 23:00 UTC"
    )]
    [TestCase(
        "page: the book looks odd; runaway: too many entries, or the same one again and again; a Resume lifts it",
        "page: the book looks odd ; trop d'entrées, ou toujours la même ; une reprise le lève"
    )]
    public async Task A_text_of_several_parts_is_said_part_by_part_and_a_persons_words_stay(string text, string french) =>
        Assert.That(await PageFrench.OfAsync(text), Is.EqualTo(new[] { french }));

    private static string Sources(string folder) =>
        string.Join(
            '\n',
            Directory
                .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
                .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
                .Select(File.ReadAllText)
        );

    // One sign for every value, none at an end; what joins a part to the one before it is no part of it.
    private static string WithPlaces(string text) => Place().Replace(text, "…").Trim('…', ' ', ';', ',');

    [GeneratedRegex("""^ {4}\{"([^"]+)",\s+"([^"]+)"\},$""", RegexOptions.Multiline)]
    private static partial Regex StudyPair();

    [GeneratedRegex("""^ {2}(\w+): \["[^"]*", "([^"]*)"\],$""", RegexOptions.Multiline)]
    private static partial Regex NamePair();

    [GeneratedRegex("""^ {2}\[\s*"([^"]+)",\s*"[^"]+",?\s*\],$""", RegexOptions.Multiline)]
    private static partial Regex Sentence();

    [GeneratedRegex("""(?<!\\)"((?:[^"\\\n])+)"(?!:)""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"(?:\{[^{}]*\})+")]
    private static partial Regex Place();

    [GeneratedRegex(@"\b[a-zA-Z]{2,}\b")]
    private static partial Regex Words();
}
