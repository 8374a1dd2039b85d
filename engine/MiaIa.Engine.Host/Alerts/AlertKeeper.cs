using MiaIa.Alerts.Book;
using MiaIa.Engine.Host.Logging;

namespace MiaIa.Engine.Host.Alerts;

/// <summary>Keeps the book of alerts over a restart. Written beside everything else, one write at a time: a disk that hangs holds up nobody.</summary>
internal sealed class AlertKeeper(AlertFile file, AlertBook book, AlertChannels channels, LogMessages log)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan EndMax = TimeSpan.FromSeconds(1);

    private Task _writing = Task.CompletedTask;
    private DateTimeOffset _writtenAt;
    private long _heard;
    private bool _isDue;
    private volatile bool _hasFailed;

    /// <summary>Goes on with the book of before; a file that cannot be used is said, and a new book begins.</summary>
    internal void Restore(DateTimeOffset at)
    {
        try
        {
            if (file.Read() is not { } saved)
                return;
            book.Restore(saved, at);
            foreach (var alert in saved.Alerts)
                channels.Restore(alert);
            log.AlertsRestored(saved.Alerts.Count(one => one.Alert.IsOpen));
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            log.AlertsNotRead(file.FullName, unusable.Message);
        }
    }

    /// <summary>To be called once a second: news is written at once, when something was last seen each ten seconds.</summary>
    internal void Look(DateTimeOffset at, bool hasNews)
    {
        var heard = channels.HeardNews;
        _isDue |= hasNews || heard != _heard || at - _writtenAt >= Every || at < _writtenAt;
        if (!_isDue || !_writing.IsCompleted)
            return;
        (_isDue, _writtenAt, _heard) = (false, at, heard);
        _writing = Task.Run(Write);
    }

    /// <summary>Writes a last time, unless that takes too long.</summary>
    internal async Task EndAsync()
    {
        var ending = _writing.ContinueWith(_ => Write(), TaskScheduler.Default);
        await Task.WhenAny(ending, Task.Delay(EndMax)).ConfigureAwait(false);
    }

    private void Write()
    {
        try
        {
            var saved = book.Save();
            saved = saved with { Alerts = [.. saved.Alerts.Select(one => one with { HeardBy = channels.HeardBy(one.Alert.Id) })] };
            // A start at which nothing is to be said leaves no file.
            if (saved.Alerts.Count > 0 || File.Exists(file.FullName))
                file.Write(saved);
            _hasFailed = false;
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            if (!_hasFailed)
                log.AlertsNotKept(file.FullName, full.Message);
            _hasFailed = true;
        }
    }
}
