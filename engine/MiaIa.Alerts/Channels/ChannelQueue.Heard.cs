namespace MiaIa.Alerts.Channels;

/// <content>Of which alerts the channel has taken a message: who never heard of one need not hear that it is over.</content>
public sealed partial class ChannelQueue
{
    // Events end without a word, and stay here until newer ones take their place.
    private const int HeardMax = 1_000;

    private readonly SortedSet<ulong> _heard = [];
    private long _heardNews;

    /// <summary>Rises with each change of what was heard.</summary>
    public long HeardNews
    {
        get
        {
            lock (_gate)
            {
                return _heardNews;
            }
        }
    }

    /// <summary>Whether it has taken a message of an alert, and not yet that it is over.</summary>
    public bool HasHeard(ulong id)
    {
        lock (_gate)
        {
            return _heard.Contains(id);
        }
    }

    /// <summary>It has taken a message of an alert, before a restart.</summary>
    public void Restore(ulong id)
    {
        lock (_gate)
        {
            _heard.Add(id);
        }
    }

    private bool IsUnheardEnd(AlertNotice notice) => notice.IsEnd && !_heard.Contains(notice.Alert.Id) && !_waiting.Brings(notice.Alert.Id);

    private void Hear(AlertNotice notice)
    {
        if (notice.IsEnd)
            _heard.Remove(notice.Alert.Id);
        else
            _heard.UnionWith(notice.Others.Append(notice.Alert.Id));
        while (_heard.Count > HeardMax)
            _heard.Remove(_heard.Min);
        _heardNews++;
    }
}
