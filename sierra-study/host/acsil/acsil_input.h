// A setting of the study that the trader edits in Sierra's window.
#pragma once

#include <cstdint>
#include <sstream>
#include <string>
#include <vector>

#include "acsil_arrays.h"
#include "acsil_constants.h"
#include "acsil_string.h"

struct s_SCInput_145 {
    SCString Name;
    uint16_t DisplayOrder = 0;
    unsigned char ValueType = NO_VALUE;

    s_SCInput_145& SetYesNo(unsigned int value) { return SetNumber(YESNO_VALUE, value != 0 ? 1 : 0); }
    s_SCInput_145& SetInt(int value) { return SetNumber(INT_VALUE, value); }
    s_SCInput_145& SetFloat(float value) { return SetNumber(FLOAT_VALUE, static_cast<double>(value)); }
    s_SCInput_145& SetDouble(double value) { return SetNumber(DOUBLE_VALUE, value); }
    s_SCInput_145& SetColor(unsigned int value) { return SetNumber(COLOR_VALUE, value); }
    s_SCInput_145& SetStudyID(unsigned int value) { return SetNumber(STUDYID_VALUE, value); }
    s_SCInput_145& SetInputDataIndex(unsigned int value) { return SetNumber(OHLC_VALUE, value); }
    // Which of the strings given to SetCustomInputStrings is chosen, from 0.
    s_SCInput_145& SetCustomInputIndex(unsigned int value) { return SetNumber(CUSTOM_STRING_VALUE, value); }
    s_SCInput_145& SetStudySubgraphValues(int studyId, int subgraphIndex) {
        subgraph_ = subgraphIndex;
        return SetNumber(STUDY_SUBGRAPH_VALUES, studyId);
    }
    s_SCInput_145& SetString(const char* value) { return SetText(STRING_VALUE, value); }
    s_SCInput_145& SetPathAndFileName(const char* value) { return SetText(PATH_AND_FILE_NAME_VALUE, value); }

    void SetIntLimits(int minimum, int maximum) { SetDoubleLimits(minimum, maximum); }
    void SetFloatLimits(float minimum, float maximum) { SetDoubleLimits(static_cast<double>(minimum), static_cast<double>(maximum)); }
    void SetDoubleLimits(double minimum, double maximum) {
        limited_ = true;
        minimum_ = minimum;
        maximum_ = maximum;
    }
    // The choices of a list, separated by semicolons.
    void SetCustomInputStrings(const char* choices) {
        choices_.clear();
        std::stringstream list(choices == nullptr ? "" : choices);
        for (std::string choice; std::getline(list, choice, ';');)
            choices_.push_back(choice);
    }
    void SetDescription(const char* description) { description_ = description; }

    unsigned int GetYesNo() const { return GetBoolean(); }
    unsigned int GetBoolean() const { return number_ != 0.0 ? 1 : 0; }
    int GetInt() const { return static_cast<int>(number_); }
    unsigned int GetIndex() const { return static_cast<unsigned int>(number_); }
    float GetFloat() const { return static_cast<float>(number_); }
    double GetDouble() const { return number_; }
    unsigned int GetColor() const { return static_cast<unsigned int>(number_); }
    unsigned int GetStudyID() const { return static_cast<unsigned int>(number_); }
    unsigned int GetSubgraphIndex() const { return static_cast<unsigned int>(subgraph_); }
    unsigned int GetInputDataIndex() const { return static_cast<unsigned int>(number_); }
    // As in Sierra's headers: an input without a text says "Unset", one without a path nothing.
    const char* GetString() const { return text_.IsEmpty() ? "Unset" : text_.GetChars(); }
    const char* GetPathAndFileName() { return text_.GetChars(); }
    const SCString GetSelectedCustomString() {
        const size_t index = GetIndex();
        return index < choices_.size() ? SCString(choices_[index].c_str()) : SCString();
    }

    // For the host only: what the study declared, to check and apply the values of the command line.
    bool InternalHasLimits() const { return limited_; }
    double InternalMinimum() const { return minimum_; }
    double InternalMaximum() const { return maximum_; }
    const std::vector<std::string>& InternalChoices() const { return choices_; }
    const char* InternalDescription() const { return description_.GetChars(); }

private:
    s_SCInput_145& SetNumber(InputValueTypes type, double value) {
        ValueType = static_cast<unsigned char>(type);
        number_ = value;
        return *this;
    }
    s_SCInput_145& SetText(InputValueTypes type, const char* value) {
        ValueType = static_cast<unsigned char>(type);
        text_ = value;
        return *this;
    }

    double number_ = 0.0;
    int subgraph_ = 0;
    SCString text_;
    SCString description_;
    bool limited_ = false;
    double minimum_ = 0.0;
    double maximum_ = 0.0;
    std::vector<std::string> choices_;
};

typedef s_SCInput_145& SCInputRef;
typedef c_ArrayWrapper<s_SCInput_145> SCInput145Array;
