// A drawing on the chart, the argument of s_sc::UseTool. A member left at its default is left to Sierra.
#pragma once

#include <cfloat>
#include <cstdint>

#include "acsil_constants.h"
#include "acsil_datetime.h"
#include "acsil_string.h"

class s_UseTool {
public:
    static const int DEFAULT_COLOR_VALUE = static_cast<int>(0xFF000000);

    int ChartNumber = 0;
    int LineNumber = -1;  // -1: UseTool numbers the drawing and writes the number here
    int ExtendLeft = -1;
    int ExtendRight = -1;
    int TransparencyLevel = -1;
    float BeginValue = FLT_MIN;
    float EndValue = FLT_MIN;
    int Region = -1;
    uint32_t Color = static_cast<uint32_t>(DEFAULT_COLOR_VALUE);
    int FontSize = -1;
    SCDateTimeMS BeginDateTime;
    SCDateTimeMS EndDateTime;
    SCString Text;
    DrawingTypeEnum DrawingType = DRAWING_UNKNOWN;
    uint16_t LineWidth = 0xffff;
    SubgraphLineStyles LineStyle = LINESTYLE_UNSET;
    int AddMethod = UTAM_ADD_OR_ADJUST;
    int ReverseTextColor = -1;
    unsigned int FontBackColor = static_cast<unsigned int>(DEFAULT_COLOR_VALUE);
    SCString FontFace;
    int FontBold = -1;
    int FontItalic = -1;
    int TextAlignment = -1;
    int UseRelativeVerticalValues = -1;
    uint32_t SecondaryColor = static_cast<uint32_t>(DEFAULT_COLOR_VALUE);
    int DisplayHorizontalLineValue = -1;
    int BeginIndex = -1;
    int EndIndex = -1;
    int MultiLineLabel = -1;
    int MarkerType = -1;
    int MarkerSize = -1;
    int UseBarSpacingForMarkerSize = -1;
    int TransparentLabelBackground = -1;
    int AddAsUserDrawnDrawing = 0;
    int DrawUnderneathMainGraph = -1;
    int ShowPrice = -1;
    uint32_t TextColor = static_cast<uint32_t>(DEFAULT_COLOR_VALUE);
    int AllowSaveToChartbook = -1;
    int AssociatedStudyID = 0;
    int16_t HideDrawing = -1;
    int16_t ClearExistingText = 0;
    int16_t LockDrawing = -1;

    void Clear() { *this = s_UseTool(); }
    unsigned int GetVersion() const { return 2784; }
};
