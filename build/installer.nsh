# What electron-builder's installer does not know of DDNS Tray. It is included in the installer and in
# the uninstaller, one click and assisted. The ids stand in electron/desktop/identity.ts too.
#
# Exit codes are Windows' own numbers where ours: 5 access denied, 87 a wrong switch, 112 disk full,
# 29 not all was written.

# The same files make the same installer, whenever they were packed.
SetDateSave off

!include FileFunc.nsh
!include LogicLib.nsh

!define TOAST_ACTIVATOR "{91C45B6C-A627-4B59-9335-FC589C786C91}"
!define CURRENT_VERSION_KEY "Software\Microsoft\Windows\CurrentVersion"
# Where Electron and electron-updater keep their files, whoever installed the program.
!define USER_DATA "$LOCALAPPDATA\${PRODUCT_NAME}"
!define UPDATER_CACHE "$LOCALAPPDATA\${APP_PACKAGE_NAME}-updater"

LangString perUserOnly 1033 "${PRODUCT_NAME} can only be installed for the user who is signed in. Leave out the switch /allusers."
LangString perUserOnly 2052 "${PRODUCT_NAME} 只能为当前登录的用户安装。请去掉 /allusers 参数。"
LangString notWritable 1033 "${PRODUCT_NAME} cannot be installed in “$INSTDIR”: files cannot be written there. Choose another folder."
LangString notWritable 2052 "${PRODUCT_NAME} 无法安装到“$INSTDIR”：该文件夹不可写入。请选择其他文件夹。"
LangString diskFull 1033 "There is not enough free space on the disk to install ${PRODUCT_NAME}. Free about $R9 MB and try again. Nothing was changed."
LangString diskFull 2052 "磁盘可用空间不足，无法安装 ${PRODUCT_NAME}。请腾出约 $R9 MB 空间后重试。系统未作任何更改。"
LangString notWhole 1033 "Not all files of ${PRODUCT_NAME} could be written, perhaps because the disk is full. Free some space and run this installer again. Your settings are kept."
LangString notWhole 2052 "${PRODUCT_NAME} 的部分文件未能写入，可能是磁盘已满。请腾出空间后重新运行安装程序。您的设置不受影响。"
LangString deleteUserData 1033 "Also delete your ${PRODUCT_NAME} settings, accounts and logs?$\r$\nIf you keep them, they are there when you install ${PRODUCT_NAME} again."
LangString deleteUserData 2052 "是否同时删除 ${PRODUCT_NAME} 的设置、账户和日志？$\r$\n如果保留，再次安装 ${PRODUCT_NAME} 时可继续使用。"

!macro refuse CODE TEXT
  MessageBox MB_OK|MB_ICONSTOP "${TEXT}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend

# Uninstalling deletes the whole folder, so that it may hold nothing but the program.
!macro ownFolder
  ${ifNot} ${FileExists} "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
  ${andIfNot} ${FileExists} "$INSTDIR\${UNINSTALL_FILENAME}"
    ${DirState} "$INSTDIR" $R0
    ${if} $R0 == 1
      StrCpy $INSTDIR "$INSTDIR\${APP_FILENAME}"
    ${endIf}
  ${endIf}
!macroend

# The template unpacks into TEMP, then copies. Without enough room, it would end as if all were well,
# after the version before is gone. Whole megabytes: NSIS compares numbers of 32 bits.
!macro enoughRoom
  IntOp $R8 ${ESTIMATED_SIZE} / 1024
  IntOp $R7 $R8 * 3
  IntOp $R7 $R7 / 2
  ${if} ${FileExists} "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
    StrCpy $R8 0
  ${endIf}
  ${GetRoot} "$INSTDIR" $R0
  ${GetRoot} "$TEMP" $R1
  ${if} $R0 == $R1
    IntOp $R8 $R8 + $R7
    StrCpy $R7 0
  ${endIf}
  !insertmacro roomOn $R0 $R8
  !insertmacro roomOn $R1 $R7
!macroend

!macro roomOn ROOT MEGABYTES
  ClearErrors
  ${DriveSpace} "${ROOT}\" "/D=F /S=M" $R6
  ${ifNot} ${Errors}
  ${andIf} $R6 < ${MEGABYTES}
    StrCpy $R9 ${MEGABYTES}
    !insertmacro refuse 112 "$(diskFull)"
  ${endIf}
!macroend

!macro writableFolder
  CreateDirectory "$INSTDIR"
  ClearErrors
  GetTempFileName $R0 "$INSTDIR"
  ${if} ${Errors}
    !insertmacro refuse 5 "$(notWritable)"
  ${endIf}
  Delete "$R0"
  # Only where it is empty.
  RMDir "$INSTDIR"
!macroend

!macro customInit
  # For all users, the start at login, the toasts and the data would be the administrator's.
  ${if} ${isForAllUsers}
    !insertmacro refuse 87 "$(perUserOnly)"
  ${endIf}
  !insertmacro ownFolder
  !insertmacro enoughRoom
  !insertmacro writableFolder
!macroend

# The assisted installer's page that offers an installation for all users.
!macro customInstallMode
  StrCpy $isForceCurrentInstall "1"
!macroend

# The template's own, whose message waits for somebody even in a silent installation.
!macro customUnInstallCheck
  ${ifNot} ${Errors}
  ${andIf} $R0 != 0
    !insertmacro refuse 2 "$(uninstallFailed): $R0"
  ${endIf}
!macroend

# The uninstaller is there besides what was packaged. Each of the three numbers is rounded.
!macro customInstall
  ${GetSize} "$INSTDIR" "/S=0K" $R0 $R1 $R2
  ${GetSize} "$INSTDIR" "/M=${UNINSTALL_FILENAME} /S=0K /G=0" $R3 $R1 $R2
  IntOp $R0 $R0 - $R3
  IntOp $R0 $R0 + 3
  ${if} $R0 < ${ESTIMATED_SIZE}
  ${orIfNot} ${FileExists} "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
  ${orIfNot} ${FileExists} "$INSTDIR\resources\app.asar"
    !insertmacro refuse 29 "$(notWhole)"
  ${endIf}
!macroend

!ifdef BUILD_UNINSTALLER
  Var isUserDataDeleted
!endif

!macro askForUserData
  ${if} ${FileExists} "${USER_DATA}\*.*"
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(deleteUserData)" IDNO +2
    StrCpy $isUserDataDeleted "1"
  ${endIf}
!macroend

!macro customUnInit
  StrCpy $isUserDataDeleted "0"
  ${if} ${isDeleteAppData}
    StrCpy $isUserDataDeleted "1"
  ${endIf}
  !ifdef ONE_CLICK
    # Here, since the template goes on silently once it has asked whether to uninstall at all.
    ${ifNot} ${isUpdated}
    ${andIfNot} ${isDeleteAppData}
      ${GetParameters} $R0
      ClearErrors
      ${GetOptions} $R0 "/S" $R1
      ${if} ${Errors}
        !insertmacro askForUserData
      ${endIf}
    ${endIf}
  !endif
!macroend

# The template's own steps. Then again until nothing is left: the uninstaller's first process may still be
# ending, or a scanner be reading a file.
!macro customRemoveFiles
  ${if} ${isUpdated}
    CreateDirectory "$PLUGINSDIR\old-install"
    Push ""
    Call un.atomicRMDir
    Pop $R0
    ${if} $R0 != 0
      Push ""
      Call un.restoreFiles
      Pop $R0
      Abort
    ${endIf}
  ${endIf}
  # Where a program works, its folder cannot be removed.
  SetOutPath $TEMP
  StrCpy $R1 0
  ${do}
    RMDir /r "$INSTDIR"
    ${ifNot} ${FileExists} "$INSTDIR"
    ${orIf} ${isUpdated}
      ${exitDo}
    ${endIf}
    Sleep 200
    IntOp $R1 $R1 + 1
  ${loopUntil} $R1 == 25
!macroend

# An upgrade runs the version before's uninstaller, with --updated: then all this has to stay.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    !ifndef ONE_CLICK
      ${ifNot} ${Silent}
      ${andIfNot} ${isDeleteAppData}
        !insertmacro askForUserData
      ${endIf}
    !endif

    # The start at login, and whether the user switched it off in the Task Manager.
    DeleteRegValue HKCU "${CURRENT_VERSION_KEY}\Run" "${APP_ID}"
    DeleteRegValue HKCU "${CURRENT_VERSION_KEY}\Explorer\StartupApproved\Run" "${APP_ID}"
    # What Electron and Windows note for toasts.
    DeleteRegKey HKCU "Software\Classes\CLSID\${TOAST_ACTIVATOR}"
    DeleteRegKey HKCU "Software\Classes\AppUserModelId\${APP_ID}"
    DeleteRegKey HKCU "${CURRENT_VERSION_KEY}\Notifications\Settings\${APP_ID}"
    # Electron's own shortcut for toasts, where the installer's had another name.
    Delete "$SMPROGRAMS\${PRODUCT_NAME}.lnk"
    RMDir /r "${UPDATER_CACHE}"

    ${if} $isUserDataDeleted == "1"
      RMDir /r "${USER_DATA}"
      RMDir /r "$APPDATA\${PRODUCT_NAME}"
    ${endIf}
  ${endIf}
!macroend
