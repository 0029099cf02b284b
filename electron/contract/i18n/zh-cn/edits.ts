import type { edits as en } from '../en/edits.ts';

const quoted = (found: string | undefined) => (found === undefined ? '此项' : `“${found}”`);

export const edits: typeof en = {
  fill: '请填写此项。',
  choose: '请至少选择一项。',
  expected: {
    number: (found) => `${quoted(found)}不是数字，请只填写数字。`,
    integer: (found) => `${quoted(found)}不是整数，请只填写数字。`,
    ttl: (found) => `${quoted(found)}不是有效的 TTL。请填写整秒数（如 300）或时长（如 5m）。`,
    name: (found) => `${quoted(found)}不是主机名。请填写完整的名称，如 home.example.com。`,
  },
  cannot: '此项由该账户的服务商决定，请保持原值。',
  cannotType: (type) => `该账户的服务商不支持 ${type} 记录，请取消选择。`,
  unknownAccount: (account) => `账户“${account}”已不存在，请另选一个。`,

  idTaken: (id) => `已有名为“${id}”的账户，请换一个名称。`,
  lost: '这项凭据已无法读取，请重新输入。',
  enterAgain:
    '该账户的其他内容有改动。为避免已保存的凭据在您不知情时被发往别处，请重新输入这项凭据。',
  accountGone: '未作任何更改：该账户已被移除。请重新查看设置。',
  noService: '未作任何更改：当前版本不认识该服务商。请另选一个。',
  changedElsewhere: '未作任何更改：设置已在别处被修改。请重新查看设置，然后再改一次。',

  alsoBy: (name, protocol) => `${name}（使用 ${protocol}）`,
  ownServer: (protocol) => `更新服务器（${protocol}）`,
  presetSetup:
    '请先在服务商处创建主机名。如果服务商提供专用的更新密钥，请在此填写该密钥，而不是账户密码。',
  ownServerSetup:
    '请填写更新服务器。如果服务商提供专用的更新密钥，请使用它而不是账户密码，并先在服务商处创建主机名。',
};
