#include "input_value.h"

#include <cctype>
#include <stdexcept>

namespace miaia::host {
namespace {

std::string Lower(std::string text) {
    for (char& c : text)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

std::string Digits(double value) {
    std::string text = std::to_string(value);
    text.erase(text.find_last_not_of('0') + 1);
    if (!text.empty() && text.back() == '.')
        text.pop_back();
    return text;
}

[[noreturn]] void Refuse(const s_SCInput_145& input, const std::string& value, const std::string& expected) {
    throw std::invalid_argument("input \"" + std::string(input.Name.GetChars()) + "\": " + value + " is not " + expected);
}

double Number(const s_SCInput_145& input, const std::string& value) {
    size_t used = 0;
    double number = 0;
    try {
        number = std::stod(value, &used);
    } catch (const std::exception&) {
        used = 0;
    }
    if (used == 0 || used != value.size())
        Refuse(input, value, "a number");
    if (input.InternalHasLimits() && (number < input.InternalMinimum() || number > input.InternalMaximum()))
        Refuse(input, value, "between " + Digits(input.InternalMinimum()) + " and " + Digits(input.InternalMaximum()));
    return number;
}

bool YesNo(const s_SCInput_145& input, const std::string& value) {
    const std::string text = Lower(value);
    if (text == "yes" || text == "1" || text == "true")
        return true;
    if (text == "no" || text == "0" || text == "false")
        return false;
    Refuse(input, value, "yes or no");
}

// Choices are words for people: "Dry run" is also dry-run and dry_run.
std::string Letters(const std::string& text) {
    std::string letters;
    for (const char c : Lower(text))
        if (c != ' ' && c != '-' && c != '_')
            letters += c;
    return letters;
}

unsigned int Choice(const s_SCInput_145& input, const std::string& value) {
    const auto& choices = input.InternalChoices();
    std::string all;
    for (size_t i = 0; i < choices.size(); ++i) {
        if (Letters(choices[i]) == Letters(value))
            return static_cast<unsigned int>(i);
        all += (i == 0 ? "" : ", ") + choices[i];
    }
    Refuse(input, value, "one of " + all);
}

}  // namespace

s_SCInput_145* FindInput(s_SCInput_145* inputs, int count, const std::string& name) {
    const std::string wanted = Lower(name);
    s_SCInput_145* found = nullptr;
    for (int i = 0; i < count; ++i) {
        const std::string have = Lower(inputs[i].Name.GetChars());
        if (have == wanted)
            return &inputs[i];
        if (found == nullptr && have.find(wanted) != std::string::npos)
            found = &inputs[i];
    }
    return found;
}

void SetInputValue(s_SCInput_145& input, const std::string& value) {
    switch (input.ValueType) {
        case STUDY_SUBGRAPH_VALUES: {
            const size_t colon = value.find(':');
            if (colon == std::string::npos)
                Refuse(input, value, "a study's number, a colon and a subgraph's number from 0");
            input.SetStudySubgraphValues(static_cast<int>(Number(input, value.substr(0, colon))),
                                         static_cast<int>(Number(input, value.substr(colon + 1))));
            break;
        }
        case STRING_VALUE: input.SetString(value.c_str()); break;
        case PATH_AND_FILE_NAME_VALUE: input.SetPathAndFileName(value.c_str()); break;
        case YESNO_VALUE: input.SetYesNo(YesNo(input, value) ? 1 : 0); break;
        case CUSTOM_STRING_VALUE: input.SetCustomInputIndex(Choice(input, value)); break;
        case INT_VALUE: input.SetInt(static_cast<int>(Number(input, value))); break;
        case FLOAT_VALUE: input.SetFloat(static_cast<float>(Number(input, value))); break;
        case DOUBLE_VALUE: input.SetDouble(Number(input, value)); break;
        default: Refuse(input, value, "settable: this kind of input cannot be set from the command line");
    }
}

}  // namespace miaia::host
