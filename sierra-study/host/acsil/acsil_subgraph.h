// A line of values that the study computes for each bar.
#pragma once

#include "acsil_arrays.h"
#include "acsil_constants.h"
#include "acsil_string.h"

struct s_SCSubgraph_260 {
    SCString Name;
    unsigned int PrimaryColor = 0;
    unsigned int SecondaryColor = 0;
    uint16_t DrawStyle = 0;
    SubgraphLineStyles LineStyle = LINESTYLE_SOLID;
    uint16_t LineWidth = 0;
    SCFloatArray Data;
    SCColorArray DataColor;
    int DrawZeros = 0;
    unsigned int LineLabel = 0;
    unsigned int DisplayNameValueInWindowsFlags = 1;

    s_SCSubgraph_260() = default;

    float& operator[](int index) { return Data[index]; }
    operator SCFloatArray&() { return Data; }
};

typedef s_SCSubgraph_260& SCSubgraphRef;
typedef c_ArrayWrapper<s_SCSubgraph_260> SCSubgraph260Array;
