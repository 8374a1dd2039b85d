// Constants of the study interface, with the values of Sierra's public documentation.
#pragma once

#include <cstdint>

// Index of an array in s_sc::BaseData and s_sc::BaseDataIn.
const int SC_OPEN = 0;
const int SC_HIGH = 1;
const int SC_LOW = 2;
const int SC_LAST = 3;
const int SC_VOLUME = 4;
const int SC_NUM_TRADES = 5;
const int SC_OPEN_INTEREST = 5;
const int SC_OHLC_AVG = 6;
const int SC_HLC_AVG = 7;
const int SC_HL_AVG = 8;
const int SC_BIDVOL = 9;
const int SC_ASKVOL = 10;
const int NUM_BASE_GRAPH_ARRAYS = 11;

const int SC_SUBGRAPHS_AVAILABLE = 60;
const int SC_INPUTS_AVAILABLE = 128;

// s_TimeAndSales::Type.
const int SC_TS_MARKER = 0;        // a gap in the data
const int SC_TS_BID = 1;           // traded at the bid: the seller crossed the spread
const int SC_TS_ASK = 2;           // traded at the ask: the buyer crossed the spread
const int SC_TS_BIDASKVALUES = 6;  // a quote

// s_TimeAndSales::UnbundledTradeIndicator.
enum UnbundledTradeIndicatorEnum : int16_t {
    UNBUNDLED_TRADE_NONE = 0,
    FIRST_SUB_TRADE_OF_UNBUNDLED_TRADE = 1,
    LAST_SUB_TRADE_OF_UNBUNDLED_TRADE = 2
};

// The first of the 150 buttons that a study may own on the control bar.
const int ACS_BUTTON_1 = 1;
const int MAX_ACS_CONTROL_BAR_BUTTONS = 150;

enum ServerConnectionStateEnum {
    SCS_DISCONNECTED = 0,
    SCS_CONNECTING = 1,
    SCS_CONNECTED = 2,
    SCS_CONNECTION_LOST = 3,
    SCS_DISCONNECTING = 4,
    SCS_RECONNECTING = 5
};

enum ReplayStatus { REPLAY_STOPPED = 0, REPLAY_RUNNING = 1, REPLAY_PAUSED = 2 };

enum PrecedenceLevelEnum { STD_PREC_LEVEL = 0, LOW_PREC_LEVEL = 1, VERY_LOW_PREC_LEVEL = 2 };

enum BarHasClosedStatusEnum { BHCS_BAR_HAS_CLOSED = 2, BHCS_BAR_HAS_NOT_CLOSED = 3, BHCS_SET_DEFAULTS = 4 };

// Only the zone that the stand-in can convert a chart's time from and to.
enum TimeZonesEnum { TIMEZONE_NOT_SPECIFIED = 0, TIMEZONE_UTC = 9 };

enum ValueFormatEnum : int { VALUEFORMAT_UNSET = -1, VALUEFORMAT_WHOLE_NUMBER = 0, VALUEFORMAT_2_DIGITS = 2, VALUEFORMAT_INHERITED = 40 };

enum SubgraphLineStyles : int16_t {
    LINESTYLE_UNSET = -1,
    LINESTYLE_SOLID = 0,
    LINESTYLE_DASH = 1,
    LINESTYLE_DOT = 2,
    LINESTYLE_DASHDOT = 3,
    LINESTYLE_DASHDOTDOT = 4
};

enum SubgraphDrawStyles {
    DRAWSTYLE_LINE = 0,
    DRAWSTYLE_BAR = 1,
    DRAWSTYLE_POINT = 2,
    DRAWSTYLE_DASH = 3,
    DRAWSTYLE_HIDDEN = 4,
    DRAWSTYLE_IGNORE = 5,
    DRAWSTYLE_ARROW_UP = 10,
    DRAWSTYLE_ARROW_DOWN = 11,
    DRAWSTYLE_CUSTOM_TEXT = 23,
    DRAWSTYLE_TRIANGLE_UP = 32,
    DRAWSTYLE_TRIANGLE_DOWN = 33,
    DRAWSTYLE_DIAMOND = 37
};

// s_UseTool::DrawingType.
enum DrawingTypeEnum : int32_t {
    DRAWING_UNKNOWN = 0,
    DRAWING_LINE = 1,
    DRAWING_RAY = 2,
    DRAWING_HORIZONTALLINE = 3,
    DRAWING_VERTICALLINE = 4,
    DRAWING_ARROW = 5,
    DRAWING_TEXT = 6,
    DRAWING_RECTANGLEHIGHLIGHT = 12,
    DRAWING_STATIONARY_TEXT = 37,
    DRAWING_MARKER = 39,
    DRAWING_HORIZONTAL_RAY = 40,
    DRAWING_HORIZONTAL_LINE_NON_EXTENDED = 45
};

// s_UseTool::AddMethod.
enum UseToolAddMethodEnum { UTAM_NOT_SET = 0, UTAM_ADD_ALWAYS = 1, UTAM_ADD_ONLY_IF_NEW = 2, UTAM_ADD_OR_ADJUST = 3 };

// Second argument of s_sc::DeleteACSChartDrawing.
const int TOOL_DELETE_ALL = -1;
const int TOOL_DELETE_CHARTDRAWING = 0;

// s_UseTool::MarkerType.
const int MARKER_POINT = 0;
const int MARKER_DASH = 1;
const int MARKER_SQUARE = 2;
const int MARKER_STAR = 3;
const int MARKER_PLUS = 4;
const int MARKER_X = 5;
const int MARKER_ARROWUP = 6;
const int MARKER_ARROWDOWN = 7;
const int MARKER_ARROWRIGHT = 8;
const int MARKER_ARROWLEFT = 9;
const int MARKER_TRIANGLEUP = 10;
const int MARKER_TRIANGLEDOWN = 11;
const int MARKER_TRIANGLERIGHT = 12;
const int MARKER_TRIANGLELEFT = 13;
const int MARKER_DIAMOND = 14;

// s_UseTool::TextAlignment; the values are those of Windows' DrawText.
#ifndef DT_LEFT
const int DT_TOP = 0x0;
const int DT_LEFT = 0x0;
const int DT_CENTER = 0x1;
const int DT_RIGHT = 0x2;
const int DT_VCENTER = 0x4;
const int DT_BOTTOM = 0x8;
#endif

// The kind of value that an input holds.
enum InputValueTypes {
    NO_VALUE = 0,
    OHLC_VALUE = 1,
    FLOAT_VALUE = 2,
    YESNO_VALUE = 5,
    INT_VALUE = 11,
    STUDYID_VALUE = 13,
    COLOR_VALUE = 14,
    STUDY_SUBGRAPH_VALUES = 20,
    CUSTOM_STRING_VALUE = 22,
    DOUBLE_VALUE = 23,
    STRING_VALUE = 26,
    PATH_AND_FILE_NAME_VALUE = 27
};
