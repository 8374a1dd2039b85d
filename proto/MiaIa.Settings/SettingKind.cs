namespace MiaIa.Settings;

/// <summary>How a setting is written.</summary>
internal enum SettingKind
{
    Scalar,
    Section,
    List,
}
