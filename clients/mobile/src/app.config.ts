export default defineAppConfig({
  pages: [
    'features/home/index',
    'features/post/index',
    'features/needs/index',
    'features/need/index',
    'features/talk/index',
    'features/rate/index',
    'features/account/index',
    'features/inbox/index',
    'features/work/index',
    'features/task/index',
    'features/nearby/index',
    'features/hours/index',
    'features/standing/index',
    'features/leave/index',
    'features/notices/index',
  ],
  // Our own bar is on every screen: large type and language are one tap away there.
  window: { navigationBarTitleText: '近邻', navigationStyle: 'custom', backgroundTextStyle: 'dark' },
  permission: { 'scope.userLocation': { desc: '用来找到您所在的社区，请附近的社工上门' } },
  requiredPrivateInfos: ['getLocation'],
  animation: false,
})
