// The table of inputs and subgraphs, and the documents that are made of it: MIAIA_WRITE_DOCS=1 writes them.
#include "MiaIaInputs.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

using namespace miaia;

namespace {

struct InputWords {
    const char* title;
    const char* intro;
    const char* head;
    const char* yes;
    const char* no;
    const char* empty;
    const char* none;
    const char* subgraphs;
    const char* subgraph_intro;
    const char* subgraph_head;
    const char* plotted;
    const char* ignored;
    const char* drawn;
};

const InputWords words[] = {
    {"# The study's inputs",
     "Made from `sierra-study/MiaIaInputs.h` and `sierra-study/MiaIaSubgraphs.h`; a test holds it to them. The order is that of Sierra's "
     "window,\n*Analysis >> Studies >> MIA IA >> Settings*. A number in brackets is the input's own, which chartbooks keep.",
     "| input | at first | meaning |", "Yes", "No", "empty", "none", "## Subgraphs",
     "Colour, width, line style and draw style of everything that is drawn stand in *Subgraphs*. A draw style of *Ignore* or *Hidden* "
     "switches "
     "it\noff. Those with values may be read by other studies and by alerts, such as `SG5 >= 3` (STRONG, LONG); 0 means that there is no "
     "value.",
     "| subgraph | at first | what |", "values for each bar", "not drawn", "drawn with tools"},
    {"# Les réglages de l'étude",
     "Fait à partir de `sierra-study/MiaIaInputs.h` et `sierra-study/MiaIaSubgraphs.h` ; un test l'y tient. L'ordre est celui de la "
     "fenêtre de "
     "Sierra,\n*Analysis >> Studies >> MIA IA >> Settings*. Le nombre entre parenthèses est celui que gardent les chartbooks. Dans Sierra, "
     "les\n"
     "textes sont sans accents.",
     "| réglage | au début | sens |", "Oui", "Non", "vide", "aucun", "## Sous-graphiques",
     "Couleur, épaisseur, style de ligne et style de dessin de tout ce qui est dessiné se trouvent dans *Subgraphs*. Le style *Ignore* ou "
     "*Hidden*\nle masque. Ceux qui ont des valeurs peuvent être lus par d'autres études et par des alertes, comme `SG5 >= 3` (STRONG, "
     "LONG) ; 0 "
     "veut dire\nsans valeur.",
     "| sous-graphique | au début | quoi |", "des valeurs pour chaque barre", "pas dessiné", "dessiné avec des outils"}};

std::string Shown(double value) {
    std::ostringstream text;
    text << value;
    return text.str();
}

std::string DefaultOf(const InputRow& row, Language language) {
    const InputWords& say = words[static_cast<int>(language)];
    switch (row.kind) {
        case InputKind::Text:
        case InputKind::Path: return row.text[0] == 0 ? say.empty : "`" + std::string(row.text) + "`";
        case InputKind::YesNo: return row.range.value != 0 ? say.yes : say.no;
        case InputKind::Whole: return Shown(row.range.value) + " (" + Shown(row.range.least) + "–" + Shown(row.range.most) + ")";
        case InputKind::Decimal: return Shown(row.range.value);
        case InputKind::Choice: {
            std::string choices = row.choices.in[static_cast<int>(language)];
            for (size_t at; (at = choices.find(';')) != std::string::npos;)
                choices.replace(at, 1, ", ");
            const size_t first = choices.find(',');
            return "**" + choices.substr(0, first) + "**" + choices.substr(first);
        }
        case InputKind::StudySubgraph: return say.none;
    }
    return "";
}

std::string Document(Language language) {
    const InputWords& say = words[static_cast<int>(language)];
    const int of = static_cast<int>(language);
    std::ostringstream text;
    text << say.title << "\n" << say.intro << "\n\n" << say.head << "\n|---|---|---|\n";
    ForEachInput(language, [&](int number, const InputRow& row, const char* name, const char* help) {
        text << "| " << name << " (" << number << ") | " << DefaultOf(row, language) << " | " << help << " |\n";
    });
    text << "\n" << say.subgraphs << "\n" << say.subgraph_intro << "\n\n" << say.subgraph_head << "\n|---|---|---|\n";
    for (int i = 0; i < SubgraphCount; ++i) {
        char color[16];
        std::snprintf(color, sizeof color, "#%06X", SubgraphRows[i].color);
        text << "| SG" << i + 1 << " " << SubgraphRows[i].name[of] << " | " << color << ", " << SubgraphRows[i].width
             << (SubgraphRows[i].drawn ? "" : std::string(", ") + say.ignored) << " | " << (i < PlottedSubgraphs ? say.plotted : say.drawn)
             << " |\n";
    }
    return text.str();
}

void HoldTo(const char* path, Language language) {
    const std::string file = std::string(MIAIA_ROOT) + path;
    if (std::getenv("MIAIA_WRITE_DOCS") != nullptr)
        std::ofstream(file, std::ios::binary) << Document(language);
    std::ifstream read(file, std::ios::binary);
    std::ostringstream kept;
    kept << read.rdbuf();
    EXPECT_EQ(kept.str(), Document(language)) << "MIAIA_WRITE_DOCS=1 writes " << path << " anew";
}

}  // namespace

TEST(Inputs, What_was_never_set_is_empty_and_what_resembles_it_is_a_text) {
    EXPECT_STREQ(TextThatWasSet("Unset"), "");
    EXPECT_STREQ(TextThatWasSet(nullptr), "");
    for (const char* text : {"", "unset", "Unset ", "ES", "tcp://127.0.0.1:5557"})
        EXPECT_STREQ(TextThatWasSet(text), text);
}

TEST(Inputs, The_documents_say_what_the_table_says) {
    HoldTo("/docs/inputs.md", Language::English);
    HoldTo("/docs/inputs.fr.md", Language::French);
}

TEST(Inputs, Each_has_a_number_of_its_own_within_what_Sierra_has_and_a_help_in_both_languages) {
    std::set<int> numbers;
    std::set<std::string> names;
    for (const Language language : {Language::English, Language::French})
        ForEachInput(language, [&](int number, const InputRow& row, const char* name, const char* help) {
            EXPECT_TRUE(number >= 0 && number < 128) << name;
            EXPECT_EQ(numbers.insert(number).second, language == Language::English) << name;
            EXPECT_TRUE(names.insert(name).second || row.number == InputMode) << name;
            EXPECT_NE(std::string(name), "");
            EXPECT_NE(std::string(help), "");
            EXPECT_TRUE(row.kind != InputKind::Whole || (row.range.least <= row.range.value && row.range.value <= row.range.most)) << name;
        });
    EXPECT_EQ(numbers.count(InputEndpoint), 1u);
    EXPECT_EQ(numbers.size(), sizeof InputRows / sizeof InputRows[0] + Mappings * InputsOfAMapping);
    EXPECT_LE(SubgraphCount, 60);
}

TEST(Inputs, A_choice_has_as_many_words_in_both_languages) {
    ForEachInput(Language::English, [&](int, const InputRow& row, const char* name, const char*) {
        const auto count = [](const char* text) { return std::count(text, text + std::strlen(text), ';'); };
        EXPECT_EQ(count(row.choices.in[0]), count(row.choices.in[1])) << name;
    });
}

TEST(Inputs, Without_accents_a_text_is_plain) {
    EXPECT_STREQ(WithoutAccents<80>("Réglé à l'écran : où ça ?").chars, "Regle a l'ecran : ou ca ?");
    for (const Language language : {Language::English, Language::French})
        ForEachInput(language, [](int, const InputRow&, const char* name, const char* help) {
            const std::string text = std::string(WithoutAccents<120>(name).chars) + WithoutAccents<240>(help).chars;
            for (const char c : text)
                EXPECT_TRUE(c >= 0x20 && c < 0x7F && c != '?') << text;
        });
}
