// What the answers of the order functions mean, in words.
#pragma once

#include "acsil_orders.h"

namespace acsil_host {

inline const char* TextOfAnswer(int code) {
    switch (code) {
        case SCTRADING_ORDER_ERROR: return "The order was refused; the Trade Service Log says why";
        case SCTRADING_NOT_OCO_ORDER_TYPE: return "The order type is no pair of orders";
        case SCTRADING_ATTACHED_ORDER_OFFSET_NOT_SUPPORTED_WITH_MARKET_PARENT:
            return "An attached order of a market order cannot have this offset";
        case SCTRADING_UNSUPPORTED_ATTACHED_ORDER: return "An attached order of this type is not supported";
        case SCTRADING_SYMBOL_SETTINGS_NOT_FOUND: return "The symbol has no settings";
        case SCTRADING_UNSUPPORTED_ORDER_TYPE: return "The order type is not supported";
        case SCTRADING_ERROR_SETTING_ORDER_PRICES: return "The order's prices could not be set";
        case SCT_SKIPPED_DOWNLOADING_HISTORICAL_DATA: return "No order: historical data is being downloaded";
        case SCT_SKIPPED_FULL_RECALC: return "No order: the chart is being recalculated";
        case SCT_SKIPPED_ONLY_ONE_TRADE_PER_BAR: return "No order: one of this kind was sent on this bar already";
        case SCT_SKIPPED_INVALID_INDEX_SPECIFIED: return "No order: the bar is not the last one";
        case SCT_SKIPPED_TOO_MANY_NEW_BARS_DURING_UPDATE: return "No order: too many bars are new";
        case SCT_SKIPPED_AUTO_TRADING_DISABLED: return "No order: automated trading is off";
        default: return "";
    }
}

}  // namespace acsil_host
