namespace MiaIa.Settings;

/// <summary>Settings that are right one by one and can still be wrong together.</summary>
public interface ICrossChecked
{
    /// <summary>
    /// Called once every single value is good. One problem for each broken rule; none when all is well.
    /// </summary>
    IEnumerable<SettingProblem> Problems();
}
