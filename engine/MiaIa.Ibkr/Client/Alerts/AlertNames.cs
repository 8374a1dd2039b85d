namespace MiaIa.Ibkr.Client;

/// <summary>The names of all alerts: each is raised once an episode, and again when it happened again after its end.</summary>
public static class AlertNames
{
    /// <summary>No session: refused, ended or unreachable. Info inside an expected restart.</summary>
    public const string Disconnected = "disconnected";

    /// <summary>The quick attempts are used up and slow ones go on for ever, or the Gateway has been without IBKR for a minute.</summary>
    public const string StillDisconnected = "still_disconnected";

    /// <summary>A session is ready.</summary>
    public const string Connected = "connected";

    /// <summary>The Gateway accepts and never answers: restart it.</summary>
    public const string GatewayWedged = "gateway_wedged";

    /// <summary>The Gateway is up and not logged in.</summary>
    public const string LoginNeeded = "login_needed";

    /// <summary>The Gateway speaks a version that is not read, or no TWS protocol at all, or is a simulator where a real one is wanted.</summary>
    public const string GatewayUnsuitable = "gateway_unsuitable";

    /// <summary>326: another client holds the client id.</summary>
    public const string ClientIdTaken = "client_id_taken";

    /// <summary>The Gateway hung up again and again without a word: another client probably holds the client id.</summary>
    public const string ClientIdSeemsTaken = "client_id_seems_taken";

    /// <summary>An alternate client id is used now.</summary>
    public const string ClientIdAlternate = "client_id_alternate";

    /// <summary>1100 or 2110: the Gateway lost IBKR.</summary>
    public const string IbkrLost = "ibkr_lost";

    /// <summary>1101 or 1102: IBKR is back.</summary>
    public const string IbkrBack = "ibkr_back";

    /// <summary>2103, 2105 or 2157: a farm is broken.</summary>
    public const string FarmBroken = "farm_broken";

    /// <summary>2104, 2106 or 2158 after one of them: it is back.</summary>
    public const string FarmBack = "farm_back";

    /// <summary>101: the login has fewer lines than the setting says.</summary>
    public const string LinesExhausted = "lines_exhausted";

    /// <summary>100 or 0: too many messages, or nearly; the rate is lowered.</summary>
    public const string Pacing = "pacing";

    /// <summary>A code that this program does not know, or that nothing follows from: with its text.</summary>
    public const string UnknownNotice = "unknown_notice";

    /// <summary>A line was refused, or a request that is not open any more: with the Gateway's text.</summary>
    public const string RequestRefused = "request_refused";

    /// <summary>320, 323, 324, 325: the session as a whole is at fault.</summary>
    public const string SessionFault = "session_fault";

    /// <summary>A frame could not be read: with message, field and count.</summary>
    public const string FrameDropped = "frame_dropped";

    /// <summary>A frame of an id that is not read here.</summary>
    public const string FramePassedOver = "frame_passed_over";

    /// <summary>The Gateway's clock and this machine's differ.</summary>
    public const string ClockDiffers = "clock_differs";

    /// <summary>SPX prints no last value in the regular session: another one stands in for it.</summary>
    public const string IndexWithoutLast = "index_without_last";

    /// <summary>10197: another session of the same login competes.</summary>
    public const string CompetingSession = "competing_session";

    /// <summary>354, 10089, 10090, 10091, 10168, 10186: a market-data subscription is missing.</summary>
    public const string NotSubscribed = "not_subscribed";

    /// <summary>10167, or a line that turned delayed or frozen: its values count as stale.</summary>
    public const string Delayed = "delayed";

    /// <summary>Lines were silent while fresh ones of the same contracts delivered: they were asked again.</summary>
    public const string SubscriptionDead = "subscription_dead";

    /// <summary>Nothing delivers, fresh lines neither: the farm is silent or the market closed.</summary>
    public const string FeedSilent = "feed_silent";

    /// <summary>A value of the options is not plausible: put/call, γ or VIX.</summary>
    public const string ImplausibleValue = "implausible_value";

    /// <summary>Every contract was asked, and much of the chain's open interest did not come.</summary>
    public const string OpenInterestPartial = "open_interest_partial";

    /// <summary>SPX options bring nothing or nonsense: QQQ options step in for the option flow.</summary>
    public const string BackupServes = "backup_serves";

    /// <summary>The contracts of an underlying could not be resolved; they are asked for again.</summary>
    public const string ListingFailed = "listing_failed";

    /// <summary>The contracts of some expiries did not come: they count as unknown and are asked for again.</summary>
    public const string ListingPartial = "listing_partial";

    /// <summary>The disk takes no file: a restart would ask for contracts and open interest again.</summary>
    public const string CacheFailed = "cache_failed";

    /// <summary>A cached file could not be used and is made anew.</summary>
    public const string CacheDamaged = "cache_damaged";
}
