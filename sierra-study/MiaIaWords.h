// What the study writes on the chart, in English and in French: panel, labels, alerts. One table, whose order is that of the enumeration.
#pragma once

#include "MiaIaText.h"
#include "MiaIaView.h"

namespace miaia {

// Sierra reads texts of drawings as UTF-8. A compiler that is told another character set would write something else here.
static_assert(sizeof("é") == 3, "the texts of the study are UTF-8");

/// Names of what is said. Each takes the values that its English text asks for, in that order in both languages.
enum class Word : uint8_t {
    Stale,
    WaitingForEngine,
    ReadingOnly,
    EngineAway,
    Connected,
    Refused,
    ServerAway,
    OnlyDraws,
    ReadingHistory,
    WentBack,
    Halted,
    Reducing,
    Killed,
    Flattening,
    Notice,
    By,
    Missing,
    AndMore,
    NoScore,
    ScoreUnknown,
    ScoreOfPast,
    Sums,
    Ago,
    Now,
    SignalAt,
    NotNow,
    EngineSilent,
    NotNowHalted,
    CoverageShort,
    WouldDo,
    ChangeWouldDo,
    NoFeatureAlone,
    Gate,
    NothingInTheWay,
    TierBegins,
    Ages,
    Trades,
    Book,
    Engine,
    Options,
    RoundTrip,
    Unacknowledged,
    Position,
    AtPrice,
    OpenProfit,
    LeftIn,
    Day,
    NoOrders,
    LastRefusal,
    Raised,
    Filled,
    Stopped,
    TargetReached,
    Closed,
    Ended,
    EndedAt,
    PatternName,
    PatternTwice,
    PatternGone,
    Stop,
    Target,
    PositionLine,
    OursLine,
    AlertSignal,
    AlertHalted,
    AlertStale,
    AlertWentBack,
    AlertNaked,
    AlertEngine,
    Count
};

constexpr BothTexts Words[] = {
    {"STALE: nothing from the bridge for 3 s", "MUET : rien de la passerelle depuis 3 s"},
    {"waiting for the engine", "attend le moteur"},
    {"connected, reading only: %s", "connecté, lecture seule : %s"},
    {"engine away, data is kept", "moteur absent, données gardées"},
    {"connected", "connecté"},
    {"refused (%s): %s", "refusé (%s) : %s"},
    {" | Sierra's data server is away", " | serveur de données de Sierra absent"},
    {" | only draws: trade symbol %s, chart %s", " | dessine seulement : ordres sur %s, graphique %s"},
    {" | reading history %d%%", " | lit l'historique %d%%"},
    {" | market time went back %d h: the score is ahead", " | heure du marché reculée de %d h : le score est en avance"},
    {" | HALTED %s", " | ARRÊTÉ %s"},
    {" | reducing: %s", " | réduction : %s"},
    {" | KILLED by the study's button", " | COUPÉ par le bouton de l'étude"},
    {" | FLATTENING: %s", " | FERMETURE : %s"},
    {" | ALERT %s", " | ALERTE %s"},
    {"by", "par"},
    {"missing", "manque"},
    {" and %u more", " et %u de plus"},
    {"no score yet\n", "pas encore de score\n"},
    {"score unknown: no feature has a value\n", "score inconnu : aucun facteur n'a de valeur\n"},
    {"no score of now: history is being read\n", "pas de score actuel : l'historique est en cours de lecture\n"},
    {" | LONG %s SHORT %s | coverage %.0f%%\n", " | LONG %s SHORT %s | couverture %.0f%%\n"},
    {"%lld s ago: ", "il y a %lld s : "},
    {"now: %s %s at %s", "maintenant : %s %s à %s"},
    {"%s %s at %s", "%s %s à %s"},
    {"not now: ", "pas maintenant : "},
    {"nothing from the engine for %lld s", "rien du moteur depuis %lld s"},
    {"halted, %s", "arrêté, %s"},
    {"coverage is %.0f%% short", "il manque %.0f%% de couverture"},
    {", %s alone would do", ", %s seul suffirait"},
    {", %s %+.2f alone would do", ", %s %+.2f seul suffirait"},
    {", no feature alone can do it", ", aucun facteur seul n'y suffit"},
    {"gate %s %s\n", "filtre %s %s\n"},
    {"nothing stands in the way", "rien ne s'y oppose"},
    {"%s %s begins at %.2f", "%s %s commence à %.2f"},
    {"ages:", "âges :"},
    {"trades", "échanges"},
    {"book", "carnet"},
    {"engine", "moteur"},
    {"options", "options"},
    {"round trip p50 %.1f ms, p99 %.1f ms | ", "aller-retour p50 %.1f ms, p99 %.1f ms | "},
    {"%llu unacknowledged\n", "%llu sans accusé\n"},
    {"position %+d, ours %+d", "position %+d, à nous %+d"},
    {" at %.2f", " à %.2f"},
    {", open %+.2f USD", ", latent %+.2f USD"},
    {"orders or a position of ours are left in %s", "des ordres ou une position à nous restent sur %s"},
    {"%sday %+.2f USD, %u trade(s)", "%sjour %+.2f USD, %u trade(s)"},
    {"%sno orders: %s", "%saucun ordre : %s"},
    {"%slast refusal %s", "%sdernier refus %s"},
    {" raised", " relevé"},
    {"filled", "exécuté"},
    {"stopped", "stoppé"},
    {"target", "objectif"},
    {"closed", "fermé"},
    {" ended: %s", " terminé : %s"},
    {" ended at %s: %s", " terminé à %s : %s"},
    {" | pattern %u: its name is none that the engine takes", " | motif %u : nom refusé par le moteur"},
    {" | pattern %u: its name stands twice", " | motif %u : son nom est en double"},
    {" | pattern %u: its study or subgraph is not there", " | motif %u : étude ou sous-graphique absent"},
    {"stop", "stop"},
    {"target", "objectif"},
    {"position %+d", "position %+d"},
    {", ours %+d", ", à nous %+d"},
    {"%s: %s %s %s at %.2f", "%s : %s %s %s à %.2f"},
    {"MIA IA: HALTED ", "MIA IA : ARRÊTÉ "},
    {"MIA IA: STALE, nothing from the bridge for 3 s", "MIA IA : MUET, rien de la passerelle depuis 3 s"},
    {"MIA IA: market time went back, the score is ahead", "MIA IA : heure du marché reculée, le score est en avance"},
    {"MIA IA: no working stop for our position of ", "MIA IA : aucun stop actif pour notre position de "},
    {"MIA IA: alert ", "MIA IA : alerte "},
};
static_assert(sizeof Words / sizeof Words[0] == static_cast<size_t>(Word::Count), "one text for each word");

constexpr const char* Say(Language language, Word word) {
    return Words[static_cast<int>(word)].in[static_cast<int>(language)];
}

/// Only of drawings does Sierra say in which encoding it reads their texts. In names, help and alerts accents are left out: without them a
/// text is the same in all encodings.
template <size_t Capacity>
FixedText<Capacity> WithoutAccents(const char* text) {
    static const char* const folded[] = {"à", "a", "â", "a", "ç", "c", "è", "e", "é", "e", "ê", "e", "ë", "e",
                                         "î", "i", "ï", "i", "ô", "o", "ù", "u", "û", "u", "À", "A", "Â", "A",
                                         "Ç", "C", "È", "E", "É", "E", "Ê", "E", "Î", "I", "Ô", "O", "Û", "U"};
    FixedText<Capacity> plain;
    for (const char* at = text; *at != 0;) {
        size_t i = 0;
        while (i < sizeof folded / sizeof folded[0] && std::strncmp(at, folded[i], 2) != 0)
            i += 2;
        const bool found = i < sizeof folded / sizeof folded[0];
        plain.Append(found ? folded[i + 1] : at, 1);
        at += found ? 2 : 1;
    }
    return plain;
}

}  // namespace miaia
